/** Where a browser comes back to from the provider at which a member of staff signed in. To be registered there. */
export const STAFF_CALLBACK_PATH = '/admin/sign-in/upstream/callback';
