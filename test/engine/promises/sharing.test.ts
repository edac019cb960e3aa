/** What one node, one credential or one execution does is no business of another's. */
import { ExecuteContext, RoutingNode } from 'n8n-core';
import type { IExecuteData, INode, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { byId } from '../support/brightRiver';
import {
	additionalDataFor,
	execute,
	nodeOf,
	runNode,
	workflowOf,
	type NodeRun,
} from '../support/engine';
import { nodeTypes } from '../support/installed';
import { itemWithFile, photo } from '../support/photos';
import { json, startRawServer, type RawServer } from '../support/rawServer';

/** The storage of two accounts, each of which knows a job 7 of its own. */
let server: RawServer;
let delayMs = 0;
const job = { name: 'Shoes', description: 'Clip', tags: ['a'], invoiceReference: 'x' };
const kept: Record<string, unknown> = {};

beforeAll(async () => {
	server = await startRawServer(({ call, headers, body }, response) => {
		const account = String(headers['x-client-token']);
		const answer = () => {
			if (call === 'GET /jobs/7') return json(response, { id: 7, ...kept });
			if (call === 'PUT /jobs/7') {
				Object.assign(kept, JSON.parse(body));
				return json(response, {}, 204);
			}
			if (call === 'GET /jobs/7/files') {
				const real = `${server.url}/photo-of-${account}`;
				const original = { imageId: 1, fileName: 'a.jpg', real, preview: real, thumbnail: real };
				return json(response, { files: [{ id: 5, fileName: 'a.jpg', original, clipped: null }] });
			}
			if (call.startsWith('GET /photo-of-')) {
				response.writeHead(200, { 'content-type': 'image/jpeg' });
				return response.end(call);
			}
			json(response, { status: 'CJ_NEW' });
		};
		if (delayMs > 0) setTimeout(answer, delayMs);
		else answer();
	});
});
afterAll(async () => await server.stop());
beforeEach(() => {
	server.requests.length = 0;
	delayMs = 0;
	Object.assign(kept, job);
});

const credentialsOf = (account: string, baseUrl = server.url) => ({
	brightRiverApi: { clientToken: account, sessionToken: 'session', baseUrl },
});
const getStatus = { resource: 'job', operation: 'getStatus', jobId: byId(7) };
const run = (account: string, parameters: object, more: Partial<NodeRun> = {}) =>
	runNode({
		type: 'brightRiver',
		parameters: parameters as never,
		credentials: credentialsOf(account),
		...more,
	});

/** Two tools of one agent, as n8n runs them: nodes of their own in one and the same run of the agent. */
function agentWithTools() {
	const run: IExecuteData = {
		node: { name: 'Agent' } as INode,
		data: { main: [[{ json: {} }]] },
		source: null,
	};
	return async (account: string, parameters: object, baseUrl = server.url) => {
		const credentials = credentialsOf(account, baseUrl);
		const node = nodeOf({ type: 'brightRiver', parameters: parameters as never, credentials });
		node.credentials = { brightRiverApi: { id: account, name: account } };
		const context = new ExecuteContext(
			workflowOf(node),
			node,
			additionalDataFor(credentials),
			'manual',
			{ resultData: { runData: {} } } as unknown as IRunExecutionData,
			0,
			[{ json: {} }],
			{ main: [[{ json: {} }]] },
			run,
			[],
		);
		const [items] = (await new RoutingNode(context, nodeTypes.brightRiver).runNode()) ?? [];
		return items as INodeExecutionData[];
	};
}

describe('two tools of one agent', () => {
	const download = {
		resource: 'file',
		operation: 'download',
		jobId: byId(7),
		fileId: byId(5),
		image: 'original',
		size: 'full',
		binaryPropertyName: 'data',
	};

	it('give out each the photo of its own account', async () => {
		const useTool = agentWithTools();
		for (const account of ['anna', 'bert']) {
			const [{ binary }] = await useTool(account, download);
			expect(Buffer.from(binary!.data.data, 'base64').toString()).toBe(`GET /photo-of-${account}`);
		}
	});

	it('reach into the own network each by its own base URL', async () => {
		const useTool = agentWithTools();
		await useTool('anna', download);
		// The second is on the internet: what the first one's base URL allows is not for it.
		server.requests.length = 0;
		const onInternet = useTool('bert', download, 'http://api.example.com');
		await expect(onInternet).rejects.toThrow();
		expect(server.requests).toEqual([]);
	});
});

it('a node with a limit of its own keeps no other waiting', async () => {
	delayMs = 40;
	const items = (count: number) => Array.from({ length: count }, () => ({ json: {} }));
	const slow = run(
		'anna',
		{ ...getStatus, requestOptions: { parallelRequests: 1 } },
		{ input: items(30) },
	);
	const order: string[] = [];
	void slow.then(() => order.push('slow'));
	await Promise.all(
		['bert', 'anna'].map(async (account) => {
			await run(account, getStatus, { input: items(30) });
			order.push(account);
		}),
	);
	await slow;
	expect(order).toHaveLength(3);
	expect(order[2]).toBe('slow');
}, 20_000);

it('two executions that change different fields of a job keep both changes', async () => {
	delayMs = 20;
	const update = (updateFields: object) =>
		run('anna', { resource: 'job', operation: 'update', jobId: byId(7), updateFields });
	await Promise.all([update({ name: 'Boots' }), update({ description: 'Cut out' })]);
	expect(kept).toEqual({ ...job, name: 'Boots', description: 'Cut out' });
});

describe('a file name that an expression gives', () => {
	it.each([
		[null, 'shoe.jpg'],
		[7, '7'],
		['', 'shoe.jpg'],
	])('%j is no crash', async (fileName, expected) => {
		Object.assign(kept, { upload: { postUrl: `${server.url}/storage` } });
		const upload = {
			resource: 'file',
			operation: 'upload',
			jobId: byId(7),
			binaryPropertyName: 'data',
		};
		const input = [itemWithFile(await photo(), 'shoe.jpg')];
		input[0].json = { fileName };
		const options = { fileName: '={{ $json.fileName }}' };
		const [{ json: item }] = await run('anna', { ...upload, options }, { input });
		expect(item.fileName).toBe(expected);
		delete kept.upload;
	});
});

describe('a deletion whose answer is lost', () => {
	it('is no success of what never existed', async () => {
		const lost = await startRawServer((_, response) => {
			if (lost.requests.length === 1) response.destroy();
			else json(response, { message: 'Not found' }, 404);
		});
		const { data } = await execute({
			type: 'skyfish',
			parameters: { resource: 'folder', operation: 'delete', folderId: byId(42) },
			credentials: {
				skyfishApi: {
					username: 'u',
					password: 'p',
					apiKey: 'k',
					apiSecret: 's',
					baseUrl: lost.url,
					token: 'token',
				},
			},
		});
		await lost.stop();
		const [items] = Object.values(data.resultData.runData)[0][0].data?.main ?? [];
		expect(items?.map(({ json: item }) => item)).toEqual([{ gone: true, folderId: 42 }]);
	});
});

it('a hundred items with a wrong password are one sign-in', async () => {
	const refusing = await startRawServer((_, response) => json(response, { message: 'No' }, 403));
	const { data } = await execute({
		type: 'skyfish',
		parameters: { resource: 'media', operation: 'get', mediaId: byId(42) },
		credentials: {
			skyfishApi: {
				username: 'u',
				password: 'wrong',
				apiKey: 'k',
				apiSecret: 's',
				baseUrl: refusing.url,
				token: '',
			},
		},
		input: Array.from({ length: 100 }, () => ({ json: {} })),
		onError: 'continueRegularOutput',
	});
	await refusing.stop();
	const [items] = Object.values(data.resultData.runData)[0][0].data?.main ?? [];
	expect(items).toHaveLength(100);
	expect(
		items?.every(({ json: { error } }) => error === 'Skyfish did not accept the sign-in'),
	).toBe(true);
	expect(refusing.requests).toHaveLength(1);
});

describe('a token that the service repeats', () => {
	const token = 'S3cret+token/with=signs';
	const repeating = async (status: number) =>
		await startRawServer((_, response) =>
			json(
				response,
				{
					id: 7,
					name: `token ${token}`,
					description: `url ${encodeURIComponent(token)}`,
					tags: [Buffer.from(`user:${token}`).toString('base64')],
					message: `See /getimage.ashx?sig=abcdef and ${encodeURIComponent(token)}`,
				},
				status,
			),
		);

	it.each([200, 400])(
		'in an answer with status %i, however written, goes no further',
		async (status) => {
			const echo = await repeating(status);
			const { data } = await execute({
				type: 'brightRiver',
				parameters: { resource: 'job', operation: 'get', jobId: byId(7), output: 'raw' },
				credentials: {
					brightRiverApi: { clientToken: token, sessionToken: 'session-7', baseUrl: echo.url },
				},
			});
			await echo.stop();
			const text = JSON.stringify(data.resultData);
			expect(text).not.toContain(token);
			expect(text).not.toContain(encodeURIComponent(token));
			expect(text).not.toContain(Buffer.from(`user:${token}`).toString('base64'));
			if (status === 400) expect(text).not.toContain('sig=');
			else expect(text).toContain('********');
		},
	);
});
