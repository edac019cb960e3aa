import type { INodeExecutionData } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { runNode, type NodeRun } from './engine';

/** The credential that opens a sandbox; n8n puts the token into it. */
export function skyfishCredential({ skyfish }: Sandbox) {
	return {
		skyfishApi: {
			username: skyfish.username,
			password: skyfish.password,
			apiKey: skyfish.apiKey,
			apiSecret: skyfish.apiSecret,
			baseUrl: skyfish.url,
			token: '',
		},
	};
}

/** Runs an operation of the Skyfish node against a sandbox. */
export async function skyfish(
	sandbox: Sandbox,
	parameters: NodeRun['parameters'],
	more: Partial<NodeRun> = {},
	output = 0,
): Promise<INodeExecutionData[]> {
	const run = { type: 'skyfish', parameters, credentials: skyfishCredential(sandbox), ...more };
	return await runNode(run, output);
}
