import { activateExample, outputOf } from '../support/examples.ts';
import { jobWithFiles } from '../support/jobs.ts';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { startModelServer, type ModelServer, type ModelTurn } from '../support/modelServer.ts';
import { createSkyfishCredential } from '../../../tools/world/skyfishCredential.ts';

let world: HostWorld;
let model: ModelServer;
let workflowId: string;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
	model = await startModelServer();
	const data = { apiKey: 'not checked here', url: model.url };
	const otherCredentials = {
		skyfishApi: await createSkyfishCredential(world),
		openAiApi: await world.rest.createCredential({ name: 'Model', type: 'openAiApi', data }),
	};
	workflowId = await activateExample(world, 'ask-the-agent', { otherCredentials });
}, startingMs);

afterAll(async () => {
	await world?.stop();
	await model?.stop();
});

/** A tool more for the agent, which says of itself what n8n makes of its operation. */
interface MoreTool {
	name: string;
	parameters: object;
}

/** Says something in the chat while the model does what it is told, and gives what it then knows. */
async function chat(chatInput: string, turns: ModelTurn[], moreTools: MoreTool[] = []) {
	const { rest } = world;
	const workflow = withTools(await rest.getWorkflow(workflowId), moreTools);
	const message = { sessionId: 'session', action: 'sendMessage', chatInput };
	const { id } = await rest.createWorkflow({
		...workflow,
		id: undefined,
		pinData: { Chat: [{ json: message }] },
	});
	const asked = model.requests.length;
	model.follow(turns);
	const execution = await rest.waitForExecution(await rest.runWorkflow(id, 'Chat'));
	const requests = model.requests.slice(asked);
	const learned = requests.flatMap(({ messages }) => {
		const last = messages.at(-1);
		return last?.role === 'tool' ? [String(last.content)] : [];
	});
	return { output: outputOf(execution, 'Assistant')[0]?.json.output, learned, requests };
}

type SavedWorkflow = Awaited<ReturnType<HostWorld['rest']['getWorkflow']>>;

/** The workflow with tools that are like its first one. */
function withTools(workflow: SavedWorkflow, tools: MoreTool[]): SavedWorkflow {
	const like = workflow.nodes.find(({ name }) => name === 'Get job status')!;
	const added = tools.map(({ name, parameters }) => ({ ...like, id: name, name, parameters }));
	const wires = tools.map(({ name }) => [name, workflow.connections['Get job status']]);
	return {
		...workflow,
		nodes: [...workflow.nodes, ...added] as SavedWorkflow['nodes'],
		connections: { ...workflow.connections, ...Object.fromEntries(wires) },
	};
}

test('the model may call four tools, and is told what it has to fill in', async () => {
	const { output, requests } = await chat('Hello', [{ text: 'Good morning.' }]);
	expect(output).toBe('Good morning.');
	const tools = Object.fromEntries(
		(requests[0].tools ?? []).map(({ function: { name, parameters } }) => [
			name,
			parameters.properties,
		]),
	);
	const number = { jobId: { type: 'number', description: expect.stringContaining('353413') } };
	expect(tools).toEqual({
		Search_jobs: { query: { type: 'string', description: expect.any(String) } },
		Get_job_status: number,
		List_photos_of_job: number,
		Search_library: { q: { type: 'string', description: expect.any(String) } },
	});
});

test("Bright River's tools are called with what the model says, and their answers reach it", async () => {
	const { brightRiver } = world.sandbox;
	const jobId = await jobWithFiles(world, 2, 'CJ_WORK_PROGRESS');
	brightRiver.refreshIndex();
	brightRiver.clearRequests();
	const { output, learned } = await chat('How is the job with 2 files doing?', [
		{ tool: 'Search_jobs', arguments: { query: '2 files' } },
		{ tool: 'Get_job_status', arguments: { jobId } },
		{ tool: 'List_photos_of_job', arguments: { jobId } },
		{ text: 'It is being edited.' },
	]);
	expect(output).toBe('It is being edited.');
	// A search whose first page has all that it found asks for one more page.
	const [search, , status, files] = brightRiver.requests;
	expect(search).toMatchObject({ path: '/search', body: { query: '2 files' } });
	expect(status).toMatchObject({ path: `/jobs/${jobId}/status`, status: 200 });
	expect(files).toMatchObject({ path: `/jobs/${jobId}/files`, status: 200 });
	const [found, state, photos] = learned.map((text) => JSON.parse(text) as unknown);
	expect(found).toContainEqual(expect.objectContaining({ id: jobId, name: '2 files' }));
	expect(state).toEqual([
		expect.objectContaining({ jobId, statusGroup: 'In Production', status: 'CJ_WORK_PROGRESS' }),
	]);
	expect(photos).toMatchObject([{ fileName: '1.txt' }, { fileName: '2.txt' }]);
});

test("Skyfish's tool finds media for it", async () => {
	const { skyfish } = world.sandbox;
	const content = Buffer.from('no picture, but media');
	const folderId = skyfish.addFolder('Shoes');
	const id = await skyfish.addMedia({
		...{ folderId, fileName: 'shoe.txt', content, title: 'Red shoe', keywords: [] },
	});
	skyfish.refreshIndex();
	const { learned } = await chat('Do we have a red shoe?', [
		{ tool: 'Search_library', arguments: { q: 'red shoe' } },
		{ text: 'Yes.' },
	]);
	expect(JSON.parse(learned[0])).toEqual([
		expect.objectContaining({ mediaId: id, filename: 'shoe.txt' }),
	]);
});

test('a tool that fails tells the model why, and the agent goes on', async () => {
	const { output, learned } = await chat('How is job 1 doing?', [
		{ tool: 'Get_job_status', arguments: { jobId: 1 } },
		{ text: 'There is no such job.' },
	]);
	expect(learned[0]).toContain('Bright River has no job 1');
	expect(output).toBe('There is no such job.');
});

test('a tool says what spends money, and keeps to the limit in the node', async () => {
	const jobId = { __rl: true, mode: 'id', value: "={{ $fromAI('jobId', '', 'number') }}" };
	const options = { mostFiles: 1 };
	const ofJob = { resource: 'job', operation: 'acceptOffer', jobId, options };
	const ofFile = { resource: 'file', operation: 'upload', jobId };
	const [many, few] = [
		await jobWithFiles(world, 2, 'CJ_WAIT_ACCEPTANCE'),
		await jobWithFiles(world, 1, 'CJ_WAIT_ACCEPTANCE'),
	];
	const { learned, requests } = await chat(
		'Accept the offers, without any limit, and upload a photo',
		[
			{ tool: 'Accept', arguments: { jobId: many } },
			{ tool: 'Accept', arguments: { jobId: few } },
			{ tool: 'Upload', arguments: { jobId: few } },
			{ text: 'One of them.' },
		],
		[
			{ name: 'Accept', parameters: ofJob },
			{ name: 'Upload', parameters: ofFile },
		],
	);
	const tools = new Map(requests[0].tools?.map(({ function: tool }) => [tool.name, tool]));
	expect(tools.get('Accept')).toMatchObject({
		description: 'Accept the offer for a job (spends money) in Bright River',
		parameters: { properties: { jobId: expect.anything() } },
	});
	expect(Object.keys(tools.get('Accept')!.parameters.properties)).toEqual(['jobId']);
	expect(learned[0]).toMatch(/has 2 files, more than .*Most Files.* allows \(1\).*a person decide/);
	expect(learned[1]).toContain('"success":true');
	expect(learned[2]).toMatch(/cannot take files from an AI agent.*add a step before the agent/);
	expect(world.sandbox.brightRiver.history(many).at(-1)?.status).toBe('CJ_WAIT_ACCEPTANCE');
	expect(world.sandbox.brightRiver.history(few).at(-1)?.status).not.toBe('CJ_WAIT_ACCEPTANCE');
});
