export interface LoginPage {
  readonly isSignUp: boolean;
  /** The page's own query, with its question mark; the form posts back to it. */
  readonly query: string;
  readonly ticket: string;
}

/** A login page as untidy as real ones: other forms, comments, bare attributes, entities, a script with a form in it. */
export function renderLoginPage({ isSignUp, query, ticket }: LoginPage): string {
  const names = isSignUp
    ? '<input name="firstName" autocomplete="given-name" required><input name=lastName autocomplete=family-name>'
    : '<label><input value="true" name="keepMeLoggedIn" type=checkbox> Keep me logged in</label>';
  return `<!doctype html>
<html lang="en"><head><title>Log in</title>
<script>const old = '<form action="/wrong" method="post"><input type="password" name="p"></form>';</script></head><body>
<!-- <form method="post" action="/older"><input type="password" name="password"></form> -->
<form action="/language"><select name="lang"><option value="en" selected>English<option value="de">Deutsch</select></form>
<form action="/auth/login${query.replaceAll('&', '&amp;')}" METHOD=POST novalidate>
  <input type="hidden" name="ticket" value='${ticket}'>
  <input type="email" name="email" autocomplete="username" required>
  <input required name="password" type="password" autocomplete="current-password">
  ${names}
  <select name="country"><option value="CY">Cyprus</option><option value="DE" selected>Germany</option></select>
  <input type="checkbox" name="newsletter" value="yes">
  <input name="off" value="1" disabled>
  <button type="submit" name="step" value="go">Go on</button>
  <button type="submit" name="step" value="back">Back</button>
</form></body></html>`;
}
