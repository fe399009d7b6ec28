import app from '../../shared/messages/fr/app.json' with { type: 'json' };
import errors from '../../shared/messages/fr/errors.json' with { type: 'json' };

/** The page's French texts. */
export const texts = { app, errors };
