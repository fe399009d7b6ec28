import app from '../../shared/messages/en/app.json' with { type: 'json' };
import errors from '../../shared/messages/en/errors.json' with { type: 'json' };

/** The page's English texts. */
export const texts = { app, errors };
