import { join } from 'node:path';
import {
  type AddressSpace,
  DataType,
  makeEUInformation,
  MessageSecurityMode,
  nodesets,
  OPCUACertificateManager,
  OPCUAServer,
  RegisterServerMethod,
  SecurityPolicy,
  StatusCodes,
} from 'node-opcua';
import {
  LOOPBACK,
  type PlantProcessOptions,
  type PlantServer,
  runPlantProcess,
} from './run-plant-process.ts';
import { RIG_STEP_MS, RigModel, type RigReading } from './rig-model.ts';
import { RIG_NODES, rigNodeId } from './rig-nodes.ts';
import { createStepClock, runEachStep } from './create-step-clock.ts';

await runPlantProcess(startRig);

/** An OPC UA server for the rig: anonymous, without security, on loopback, announced to nobody. */
async function startRig({ seed, directory }: PlantProcessOptions): Promise<PlantServer> {
  const certificates = new OPCUACertificateManager({
    rootFolder: join(directory, 'rig-pki'),
    automaticallyAcceptUnknownCertificate: true,
  });
  const server = new OPCUAServer({
    host: LOOPBACK,
    hostname: LOOPBACK,
    port: 0,
    serverCertificateManager: certificates,
    userCertificateManager: certificates,
    securityModes: [MessageSecurityMode.None],
    securityPolicies: [SecurityPolicy.None],
    allowAnonymous: true,
    registerServerMethod: RegisterServerMethod.HIDDEN,
    nodesets: [nodesets.standard],
    buildInfo: { productName: 'Varve demo rig' },
  });
  await server.initialize();
  const show = addRig(server.engine.addressSpace!);
  const clock = createStepClock(RIG_STEP_MS);
  const model = new RigModel({ seed });
  const stopSteps = runEachStep(clock, (step) => {
    show(model.advanceTo(step), new Date(clock.timeOf(step)));
  });
  await server.start();
  return {
    port: server.endpoints[0]!.port,
    async stop() {
      stopSteps();
      await server.shutdown();
    },
  };
}

/**
 * Adds the rig's nodes to the address space.
 *
 * @returns what gives them new values
 */
function addRig(addressSpace: AddressSpace): (reading: RigReading, time: Date) => void {
  const namespace = addressSpace.getOwnNamespace();
  const rig = namespace.addObject({
    organizedBy: addressSpace.rootFolder.objects,
    browseName: 'Rig',
    nodeId: 's=Rig',
  });
  const variables = RIG_NODES.map((node) => ({
    node,
    variable: namespace.addAnalogDataItem({
      componentOf: rig,
      browseName: node.name,
      nodeId: rigNodeId(node.name),
      description: node.description,
      dataType: DataType.Double,
      engineeringUnitsRange: node.range,
      engineeringUnits: makeEUInformation(node.unit, node.unit, node.description),
      minimumSamplingInterval: RIG_STEP_MS,
    }),
  }));
  const state = namespace.addVariable({
    componentOf: rig,
    browseName: 'State',
    nodeId: rigNodeId('State'),
    description: 'What the rig does: drilling, off bottom, in slips, to bottom',
    dataType: DataType.Int32,
    minimumSamplingInterval: RIG_STEP_MS,
  });
  return (reading, time) => {
    for (const { node, variable } of variables) {
      const value = { dataType: DataType.Double, value: reading[node.reading] };
      variable.setValueFromSource(value, StatusCodes.Good, time);
    }
    const value = { dataType: DataType.Int32, value: reading.state };
    state.setValueFromSource(value, StatusCodes.Good, time);
  };
}
