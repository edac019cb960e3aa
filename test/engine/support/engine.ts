import * as engine from '../../../tools/n8n-engine/engine';
import type { NodeRun } from '../../../tools/n8n-engine/engine';
import { installed } from './installed';

export { removeBinaryFolder, useBinaryMode } from '../../../tools/n8n-engine/binaryFiles';
export type { BinaryMode } from '../../../tools/n8n-engine/binaryFiles';
export { nodeOf } from '../../../tools/n8n-engine/engine';
export type { NodeRun } from '../../../tools/n8n-engine/engine';

/** Runs one of our nodes in n8n's engine and gives the whole run. */
export const execute = async (run: NodeRun) => await engine.execute(installed, run);

/** Runs one of our nodes and gives what it puts out; throws its error. */
export const runNode = async (run: NodeRun, output = 0) =>
	await engine.runNode(installed, run, output);

export const workflowOf = (node: Parameters<typeof engine.workflowOf>[1], staticData = {}) =>
	engine.workflowOf(installed, node, staticData);

export const additionalDataFor = (credentials: NodeRun['credentials']) =>
	engine.additionalDataFor(installed, credentials);
