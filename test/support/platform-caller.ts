/** Calls 4.1 to 4.5 as a trading platform makes them, and the login form as a browser sends it. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Of a JSON answer; empty otherwise. */
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export interface PostOptions {
  readonly query?: Readonly<Record<string, string>>;
  /** Sent as it is when it is a string, otherwise as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export async function post(url: string, { query = {}, body = {}, headers = {} }: PostOptions = {}): Promise<Answer> {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.append(name, value);
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    redirect: 'manual',
  });
  return toAnswer(response);
}

export async function toAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') ?? false;
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : {}, text };
}

/** One white label of one bridge, spoken to under its path prefix. */
export function platformCaller(bridgeUrl: string, brokerName: string) {
  const base = `${bridgeUrl}/b/${brokerName}`;
  return {
    /** 4.1 */
    async crmApiToken(password = `sandbox-password-${brokerName}`): Promise<string> {
      const { body } = await post(`${base}/oauth2/crmApiToken`, { body: { password } });
      return String(body.crmApiToken);
    },
    /** 4.2 */
    redeem: (crmApiToken: string, code: string) =>
      post(`${base}/oauth2/onetime/authorize`, { query: { crmApiToken }, body: { code } }),
    /** 4.3 */
    authorize: (crmApiToken: string, accessToken: string) =>
      post(`${base}/oauth2/authorize`, { query: { crmApiToken }, body: { accessToken } }),
    /** 4.4 */
    generate: (crmApiToken: string, userId: unknown, inappToken?: string) =>
      post(`${base}/oauth2/onetime/generate`, {
        query: { crmApiToken, ...(inappToken === undefined ? {} : { inappToken }) },
        body: { userId },
      }),
    /** 4.5 */
    logOut: (crmApiToken: string, userId: number, accessToken?: string) =>
      post(`${base}/oauth2/logout`, {
        query: { crmApiToken, userId: String(userId), ...(accessToken === undefined ? {} : { accessToken }) },
      }),
    /** Opens the login page and sends its form. @returns The answer; after success its `location` holds the token. */
    logIn: (form: Readonly<Record<string, string>> = {}, query = '') => submitLogin(`${base}/auth/login${query}`, form),
    /** Signs in as the seeded trader. @returns The one-time token. */
    async signInToken(form: Readonly<Record<string, string>> = {}): Promise<string> {
      const answer = await submitLogin(`${base}/auth/login`, form);
      const location = answer.headers.get('location');
      if (!location) throw new Error(`The log-in answered ${answer.status}: ${answer.text}`);
      return new URL(location).searchParams.get('token') ?? '';
    },
  };
}

const SEEDED_TRADER = { email: 'trader@example.com', password: 'Sandbox-Trader-1' };

async function submitLogin(url: string, form: Readonly<Record<string, string>>): Promise<Answer> {
  const page = await fetch(url);
  const ticket = /name="ticket" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ ...SEEDED_TRADER, ticket, ...form }),
    redirect: 'manual',
  });
  return toAnswer(response);
}
