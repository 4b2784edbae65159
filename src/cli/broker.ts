import type { Command } from 'commander';
import { registerBrokerAdd } from './broker-add.ts';
import { registerBrokerEndSessions } from './broker-end-sessions.ts';
import { registerBrokerList } from './broker-list.ts';
import { registerBrokerRotatePassword } from './broker-rotate-password.ts';
import { registerBrokerShow } from './broker-show.ts';
import { registerBrokerSwitch } from './broker-switch.ts';
import { registerBrokerUpdate } from './broker-update.ts';

export function registerBroker(program: Command): void {
  const broker = program.command('broker').description('List and change brokers and white labels.');
  registerBrokerList(broker);
  registerBrokerShow(broker);
  registerBrokerAdd(broker);
  registerBrokerUpdate(broker);
  registerBrokerSwitch(broker, 'disable', false);
  registerBrokerSwitch(broker, 'enable', true);
  registerBrokerRotatePassword(broker);
  registerBrokerEndSessions(broker);
}
