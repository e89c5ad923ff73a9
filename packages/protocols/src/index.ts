export { framesDecoder, type DecodeObserver, type FramesDecoder } from './decode/decode-frames.ts';
export { movePlan, planSource, type DecodePlan } from './decode/decode-plan.ts';
export { checkSource, type DefinitionIssue } from './check/check-source.ts';
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
  type JsonTaker,
} from './json/payload-codec.ts';
export { FunctionCode } from './modbus/function-code.ts';
export { planModbusReads, type ModbusReadPlan, type ModbusTagGroup } from './modbus/read-plan.ts';
export { packReadRequest, type ReadRequest } from './modbus/read-request.ts';
export { readResponseData } from './modbus/read-response.ts';
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
} from './frame/sample-frame.ts';
export * from './definition/source-definition.ts';
export {
  decodeTextFrame,
  packTextFrame,
  TEXT_RECORD_BYTES,
  type TextFramePlan,
  type TextSample,
} from './frame/text-frame.ts';
export {
  FIRST_UNCERTAIN,
  OUR_TIME_BIT,
  qualityOf,
  StatusCode,
  statusName,
  type Quality,
} from './sample/status-code.ts';
