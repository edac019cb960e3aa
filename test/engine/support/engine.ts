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

/** Waits until something is so. */
export async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Runs one of our nodes, and cancels the execution once something is so.
 *
 * @returns what n8n says of the run, if anything, and how many ms it went on after that
 */
export async function cancelOnce(run: NodeRun, isSo: () => boolean) {
	let cancel!: () => void;
	const running = execute({ ...run, onStart: (execution) => (cancel = () => execution.cancel()) });
	await until(isSo);
	const canceledAt = Date.now();
	cancel();
	const ended = await running.catch(() => undefined);
	return { ended, tookMs: Date.now() - canceledAt };
}

export const workflowOf = (node: Parameters<typeof engine.workflowOf>[1], staticData = {}) =>
	engine.workflowOf(installed, node, staticData);

export const additionalDataFor = (credentials: NodeRun['credentials']) =>
	engine.additionalDataFor(installed, credentials);
