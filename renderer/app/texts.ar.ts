import app from '../../shared/messages/ar/app.json' with { type: 'json' };
import errors from '../../shared/messages/ar/errors.json' with { type: 'json' };

/** The page's Arabic texts. */
export const texts = { app, errors };
