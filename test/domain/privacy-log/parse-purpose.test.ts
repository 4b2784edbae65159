import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Broker } from '../../../src/domain/brokers/broker.ts';
import { parsePurpose } from '../../../src/domain/privacy-log/parse-purpose.ts';
import { isBridgeError } from '../../../src/errors/bridge-error.ts';
import type { ErrorCode } from '../../../src/errors/catalogue.ts';
import { sampleBroker } from '../../contracts/sample-records.ts';

const BROKER: Broker = { ...sampleBroker('main'), revision: 1 };
const LENIENT: Broker = { ...BROKER, privacy: { allowPlaceholders: true } };
const GOOD = { principal: 'api_production-acc_01234', justification: 'app_usage-portfolio_screen' };
const NAMES = { principal: 'X-Data-Access-Principal', justification: 'LMG-Data-Privacy-Access-Justification' };

type Values = { [Half in keyof typeof GOOD]?: string | undefined };

function parse(values: Values, broker = BROKER) {
  const { principal, justification } = { ...GOOD, ...values };
  return parsePurpose(broker, {
    principal: { name: NAMES.principal, value: principal },
    justification: { name: NAMES.justification, value: justification },
  });
}

/** Whichever of the two headers holds it. */
function assertRefused(value: string | undefined, code: ErrorCode, broker = BROKER): void {
  for (const half of ['principal', 'justification'] as const) {
    assert.throws(
      () => parse({ [half]: value }, broker),
      (error) => isBridgeError(error, code) && error.field === NAMES[half],
      `${half} ${value}`,
    );
  }
}

function assertTaken(value: string, broker = BROKER): void {
  assert.deepEqual(parse({ principal: value, justification: value }, broker), {
    principal: value,
    justification: value,
  });
}

describe('who asks for personal data, and why', () => {
  test('what the contract gives as examples is taken as it is', () => {
    assert.deepEqual(parse({}), GOOD);
    assertTaken('market_data-none');
    assertTaken('push_notification-trade_executed');
    assertTaken('customer_support-https://helpdesk.example/ticket/12345?a=b&c=%20#d');
    assertTaken('a-b-c--d-');
  });

  test('a header that is missing or empty is named', () => {
    for (const value of [undefined, '', '  ']) assertRefused(value, 'privacy_header_missing');
  });

  test('both halves have to say something', () => {
    for (const value of ['service', '-user', 'service-', '-', '--', '_-user', 'service-_', 'a--', 'service_user']) {
      assertRefused(value, 'privacy_header_invalid');
    }
  });

  test('nothing but visible ASCII is taken, so that no header of two lines or two values passes', () => {
    for (const value of ['a-b c', 'a-b, c-d', 'a-b\n', 'a-b\u0000', 'a-b\u007f', 'a-ü', 'a-\u202eb', ' a-b', 'a\t-b']) {
      assertRefused(value, 'privacy_header_invalid');
    }
  });

  test('a principal has at most 200 characters, a justification 500', () => {
    const long = (length: number) => `a-${'b'.repeat(length - 2)}`;
    assert.ok(parse({ principal: long(200), justification: long(500) }));
    for (const values of [{ principal: long(201) }, { justification: long(501) }]) {
      assert.throws(
        () => parse(values),
        (error) => isBridgeError(error, 'privacy_header_invalid'),
      );
    }
  });

  test('a value that is nothing but placeholders is refused, in whatever case', () => {
    const values = [
      'none',
      'None',
      'TEST',
      'placeholder',
      'none-none',
      'test-None',
      'none_none',
      'test-test-test',
      'n/a',
    ];
    for (const value of [...values, 'dummy-example', 'null-undefined', 'none-']) {
      assertRefused(value, 'privacy_placeholder_refused');
    }
  });

  test('a placeholder as a part is taken: only the whole value counts', () => {
    for (const value of ['test_service-user_1', 'none-user', 'tests-nonesuch', 'service-test']) assertTaken(value);
  });

  test('a white label can allow placeholders, but nothing else', () => {
    for (const value of ['none', 'TEST', 'none-none', 'n/a']) assertTaken(value, LENIENT);
    assertRefused('service', 'privacy_header_invalid', LENIENT);
    assertRefused('', 'privacy_header_missing', LENIENT);
    assertRefused('none none', 'privacy_header_invalid', LENIENT);
  });

  test('row 46: whatever stands in a header is taken as it is or refused with one of three codes', () => {
    const codes = ['privacy_header_missing', 'privacy_header_invalid', 'privacy_placeholder_refused'] as const;
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('-', 'a', '_', '/') }));
    fc.assert(
      fc.property(value, fc.boolean(), (principal, isLenient) => {
        try {
          assert.equal(parse({ principal }, isLenient ? LENIENT : BROKER).principal, principal);
        } catch (error) {
          assert.ok(isBridgeError(error, ...codes), String(error));
        }
      }),
    );
  });
});
