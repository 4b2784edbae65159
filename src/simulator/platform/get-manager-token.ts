import { createHash } from 'node:crypto';
import { equalInConstantTime, newSecret } from '../../lib/secrets.ts';
import { SPARE_MANAGERS, spareManagerPassword } from '../../lib/spare-managers.ts';
import { managerTokenInput } from './schemas.ts';
import { answerWith, openCall, refuse } from './simulated-call.ts';

const TOKENS_PER_BROKER = 100;

/** Call 3.1: a manager's token, which lasts until it is rejected by the switch. */
export const getManagerToken = openCall(
  { name: '3.1', method: 'post', path: '/v2/webserv/managers/token', from: 'body' },
  managerTokenInput,
  ({ platform, input }) => {
    const broker = platform.brokers.find(({ managerLogin }) => managerLogin === input.login);
    if (!broker && isSpareManager(input)) return answerWith(200, { webservToken: `ws_${newSecret()}` });
    if (!broker || !equalInConstantTime(broker.managerPasswordMd5, input.hashedPassword)) {
      return refuse(403, 'CH_CLIENT_AUTH_FAILURE', 'Wrong login or password');
    }
    const { brokerName } = broker;
    const { state } = platform;
    const token = `ws_${newSecret()}`;
    const others = state.managerTokens.filter((known) => known.brokerName !== brokerName);
    const own = state.managerTokens.filter((known) => known.brokerName === brokerName);
    state.managerTokens = [...others, ...own.slice(1 - TOKENS_PER_BROKER), { token, brokerName }];
    platform.changed();
    return answerWith(200, { webservToken: token });
  },
);

/** One whose broker is still to come is let in, and can do nothing yet: the token is nobody's. */
function isSpareManager({
  login,
  hashedPassword,
}: {
  readonly login: number;
  readonly hashedPassword: string;
}): boolean {
  if (login < SPARE_MANAGERS.first || login > SPARE_MANAGERS.last) return false;
  return equalInConstantTime(createHash('md5').update(spareManagerPassword(login)).digest('hex'), hashedPassword);
}
