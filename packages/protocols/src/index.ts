export type { DecodeObserver } from './decode/frame-decoder.ts';
export { framesDecoder, type FramesDecoder } from './decode/frames-decoder.ts';
export { movePlan, planSource, type DecodePlan } from './decode/decode-plan.ts';
export { checkSource } from './check/check-source.ts';
export type { DefinitionIssue } from './check/definition-issue.ts';
export { checkSources, type SourcesIssue } from './check/check-sources.ts';
export {
  NO_PAYLOAD,
  pushOutage,
  type ConnectionState,
  type Driver,
  type DriverHost,
  type Outage,
  type SourceChange,
} from './driver/driver.ts';
export { loadDrivers, type DriverStarter } from './load-drivers.ts';
export {
  appendFrame,
  createFrameBuffer,
  createFrameCursor,
  frameBytes,
  readFrame,
  type Frame,
  type FrameBuffer,
  type FrameCursor,
} from './frame/frame-buffer.ts';
export {
  planJsonTopic,
  type JsonPlan,
  type JsonStampPlan,
  type JsonTagPlan,
} from './json/json-plan.ts';
export type { ListSelector, PathStep, PayloadPath } from './json/payload-path.ts';
export {
  jsonDecoder,
  type JsonDecoder,
  type JsonFrame,
  type JsonOutput,
} from './json/json-decoder.ts';
export { FunctionCode } from './modbus/function-code.ts';
export {
  planModbusReads,
  type ModbusReadPlan,
  type ModbusTagGroup,
} from './modbus/modbus-read-plan.ts';
export { packReadRequest, type ReadRequest } from './modbus/read-request.ts';
export { readResponseData } from './modbus/read-response-data.ts';
export { ProtocolError, type ProtocolErrorCode } from './frame/protocol-error.ts';
export {
  appendSample,
  createSampleBatch,
  reserveSamples,
  type SampleBatch,
} from './sample/sample-batch.ts';
export { sortByTime, type RunColumns, type SampleRuns } from './sample/sample-runs.ts';
export {
  packSampleFrame,
  SAMPLE_RECORD_BYTES,
  type FrameSample,
  type SampleFrameEntry,
  type SampleFramePlan,
} from './frame/sample-frame-plan.ts';
export type { AvailabilityDefinition } from './definition/availability-definition.ts';
export type { FilterDefinition } from './definition/filter-definition.ts';
export type {
  JsonTagDefinition,
  JsonTagOptions,
  JsonTimeOptions,
  JsonTopicDefinition,
  QualityKind,
  TimestampUnit,
} from './definition/json-topic-definition.ts';
export {
  DEFAULT_MODBUS_POLL_INTERVAL_MS,
  DEFAULT_MODBUS_PORT,
} from './definition/modbus-source-definition.ts';
export type {
  ByteOrder,
  LongByteOrder,
  ModbusDataType,
  ModbusSourceDefinition,
  ModbusTable,
  ModbusTagDefinition,
  ModbusTransport,
  NotImplementedValues,
  ScalingDefinition,
} from './definition/modbus-source-definition.ts';
export type { MqttSourceDefinition } from './definition/mqtt-source-definition.ts';
export type {
  OpcUaSourceDefinition,
  OpcUaTagDefinition,
} from './definition/opc-ua-source-definition.ts';
export {
  tagsOf,
  type ProgramSourceDefinition,
  type SourceDefinition,
} from './definition/source-definition.ts';
export type { SourceOptions } from './definition/source-options.ts';
export {
  interpolationOf,
  type Interpolation,
  type TagDataType,
  type TagDefinition,
} from './definition/tag-definition.ts';
export {
  decodeTextFrame,
  packTextFrame,
  TEXT_RECORD_BYTES,
  type TextFramePlan,
  type TextSample,
} from './frame/text-frame-plan.ts';
export {
  FIRST_UNCERTAIN,
  OUR_TIME_BIT,
  qualityOf,
  StatusCode,
  statusName,
  type Quality,
} from './sample/status-code.ts';
