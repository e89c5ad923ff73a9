import type { DefinitionIssue } from './definition-issue.ts';
import type { ModbusSourceDefinition } from '../definition/modbus-source-definition.ts';
import { checkModbusTag, isScheme } from './check-modbus-tag.ts';
import { checkOverlaps } from './check-overlaps.ts';
import { isWithin } from './is-within.ts';
import { MAX_REGISTERS_PER_REQUEST } from '../modbus/function-code.ts';
import { isRepresentable } from '../modbus/nulls-of.ts';
import { rawTypeOf } from '../modbus/modbus-read-plan.ts';

// The longest wait of setTimeout.
const LONGEST_WAIT_MS = 2_147_483_647;

/** Finds mistakes in the definition of a Modbus source. */
export function checkModbusSource(source: ModbusSourceDefinition): readonly DefinitionIssue[] {
  const ofTags = source.tags.flatMap((tag, index) =>
    checkModbusTag(tag).map(({ path, message }) => ({
      path: ['tags', index, ...path],
      message: `tag ${tag.name}: ${message}`,
    })),
  );
  // A faulty tag has no reliable registers that could overlap.
  if (ofTags.length > 0) return [...checkEndpoint(source), ...ofTags];
  return [...checkEndpoint(source), ...checkSourceNulls(source), ...checkOverlaps(source.tags)];
}

function checkEndpoint(source: ModbusSourceDefinition): DefinitionIssue[] {
  const { host, port, transport, readGap, acceptUnitIds, acceptAnyTransactionId } = source;
  const issues: DefinitionIssue[] = [];
  const expect = (key: keyof ModbusSourceDefinition, isRight: boolean, expected: string): void => {
    if (isRight) return;
    const message = `expected ${expected}, got ${JSON.stringify(source[key]) ?? 'nothing'}`;
    issues.push({ path: [key], message });
  };
  expect('host', typeof host === 'string' && host.trim() !== '', 'a host');
  expect('port', isWithin(port, 1, 65_535), 'a port from 1 to 65535');
  for (const key of ['pollIntervalMs', 'timeoutMs'] as const) {
    const isRight = isWithin(source[key], 1, LONGEST_WAIT_MS);
    expect(key, isRight, `whole milliseconds from 1 to ${LONGEST_WAIT_MS}`);
  }
  const isKnown = transport === undefined || transport === 'tcp' || transport === 'rtu-over-tcp';
  expect('transport', isKnown, "'tcp' or 'rtu-over-tcp'");
  const largestGap = MAX_REGISTERS_PER_REQUEST - 1;
  expect('readGap', isWithin(readGap, 0, largestGap), `registers from 0 to ${largestGap}`);
  const isIds = (acceptUnitIds ?? []).every((id) => isWithin(id, 0, 255));
  expect('acceptUnitIds', isIds, 'unit ids from 0 to 255');
  expect(
    'acceptAnyTransactionId',
    acceptAnyTransactionId !== true || transport !== 'rtu-over-tcp',
    'none with RTU, which has no transaction ids',
  );
  const { notImplemented } = source;
  expect('notImplemented', isScheme(notImplemented), "'sunspec'");
  return issues;
}

/** A null of the source has to fit one of its tags at least. */
function checkSourceNulls({ nulls = [], tags }: ModbusSourceDefinition): DefinitionIssue[] {
  return nulls.flatMap((value, index) =>
    tags.some((tag) => tag.dataType !== 'text' && isRepresentable(rawTypeOf(tag), value))
      ? []
      : [
          {
            path: ['nulls', index],
            message: `expected a raw value that one of the tags can have, got ${value}`,
          },
        ],
  );
}
