/** Names the form of log-in and sign-up: one page, one ticket. */
export const LOGIN_PAGE = 'login';
