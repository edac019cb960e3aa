import type { INodeExecutionData } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { runNode, type NodeRun } from './engine';

/** The credential that opens a sandbox. */
export function credentialFor({ brightRiver }: Sandbox) {
	return {
		brightRiverApi: {
			clientToken: brightRiver.clientToken,
			sessionToken: brightRiver.sessionToken,
			baseUrl: brightRiver.url,
		},
	};
}

/** A sandbox in which nothing happens by itself. */
export async function startManualSandbox(): Promise<Sandbox> {
	return await startSandbox({ manual: true });
}

/** Runs an operation of the Bright River node against a sandbox. */
export async function brightRiver(
	sandbox: Sandbox,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
	output = 0,
): Promise<INodeExecutionData[]> {
	const run = { type: 'brightRiver', parameters, credentials: credentialFor(sandbox), ...more };
	return await runNode(run, output);
}

/** A resource locator "By ID". */
export function byId(value: unknown) {
	return { __rl: true, mode: 'id', value } as never;
}
