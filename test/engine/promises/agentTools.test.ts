import type { INodeExecutionData } from 'n8n-workflow';
import { agentFiles } from '../../../nodes/shared/operation/agentTool';
import type { Sandbox } from '../../../sandbox/index';
import { byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { removeBinaryFolder, runNode, useBinaryMode, type NodeRun } from '../support/engine';
import { photo } from '../support/photos';
import { skyfishCredential } from '../support/skyfish';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startManualSandbox();
	await useBinaryMode('filesystem');
});
afterAll(async () => await sandbox.stop());
afterAll(removeBinaryFolder);
beforeEach(() => {
	sandbox.brightRiver.requests.length = 0;
	sandbox.skyfish.requests.length = 0;
});

/** Runs an operation as n8n does for an agent: in a node of its own type, without a file. */
async function asTool(
	type: 'brightRiverTool' | 'skyfishTool',
	parameters: object,
	more: Partial<NodeRun> = {},
): Promise<INodeExecutionData[]> {
	const credentials = type === 'skyfishTool' ? skyfishCredential(sandbox) : credentialFor(sandbox);
	return await runNode({ type, parameters: parameters as never, credentials, ...more });
}

const messageOf = async (run: Promise<unknown>) =>
	await run.then(
		() => {
			throw new Error('It should have been refused');
		},
		({ message }: Error) => message,
	);

describe('a file that an agent cannot hand over', () => {
	it.each([
		['brightRiverTool', { resource: 'file', operation: 'upload', jobId: byId(7) }],
		['skyfishTool', { resource: 'media', operation: 'upload', folderId: byId(7) }],
		['skyfishTool', { resource: 'user', operation: 'setProfileImage', userId: byId(7) }],
	] as const)('is told in words that it can act on: %s %j', async (type, parameters) => {
		const said = await messageOf(asTool(type, parameters));
		expect(said).toBe(`${agentFiles.in.message}. ${agentFiles.in.description}`);
		expect([...sandbox.brightRiver.requests, ...sandbox.skyfish.requests]).toEqual([]);
	});
});

it('an agent that is given a file is told that it does not get it', async () => {
	const folderId = sandbox.skyfish.addFolder('Shoes');
	const id = await sandbox.skyfish.addMedia({ folderId, content: await photo() });
	const download = { resource: 'media', operation: 'download', mediaId: byId(id) };
	const [{ json }] = await asTool('skyfishTool', download);
	expect(json).toMatchObject({ mediaId: id, note: agentFiles.out });
	const asNode = { type: 'skyfish', parameters: download as never };
	const [item] = await runNode({ ...asNode, credentials: skyfishCredential(sandbox) });
	expect(item.json).not.toHaveProperty('note');
	expect(item.binary).toBeDefined();
});

describe('what to do about an error', () => {
	const operation = { resource: 'job', operation: 'acceptOffer', options: { mostFiles: 0 } };

	it('reaches an agent with the message, of which it is told nothing else', async () => {
		const words = '"Most Files" is not valid. Enter a whole number above 0.';
		expect(await messageOf(asTool('brightRiverTool', { ...operation, jobId: byId(7) }))).toBe(
			words,
		);
		const onError = 'continueRegularOutput' as const;
		const [{ json }] = await asTool(
			'brightRiverTool',
			{ ...operation, jobId: byId(7) },
			{ onError },
		);
		expect(json).toEqual({ error: words });
	});

	it('stands by itself for people', async () => {
		const asNode = { type: 'brightRiver', credentials: credentialFor(sandbox) };
		const parameters = { ...operation, jobId: byId(7) } as never;
		expect(await messageOf(runNode({ ...asNode, parameters }))).toBe('"Most Files" is not valid');
	});
});
