/**
 * Whether the simulation's n8n and its network do what the real ones do: every fault, once through n8n's own engine
 * against a server on this machine, and once through the doubles, must end alike.
 */
import '../support/shorterWaits';
import type { INode, INodeExecutionData } from 'n8n-workflow';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { execute, nodeOf } from '../../tools/n8n-engine/engine';
import { installed, nodeTypes, preparedByDescription } from '../engine/support/installed';
import { accounts, credentialOf } from './brightRiver/accounts';
import { apiOf } from './brightRiver/api';
import { agentRun } from './brightRiver/runs';
import { Office } from './brightRiver/office';
import { SimulatedHost } from './host';
import { runNode } from './n8n/nodeRun';
import { Activity } from './network/activity';
import { faults, type FaultName, type PlannedFault } from './network/fault';
import { startFaultyServer, type FaultyServer } from './network/faultyServer';

/** How a run ended, and how often the service was asked. */
interface Ending {
	output?: Array<Pick<INodeExecutionData, 'json' | 'pairedItem'>>;
	message?: string;
	description?: string;
	requests: number;
}

/** What a run does, and with what. */
interface Work {
	operation: 'getStatus' | 'acceptOffer' | 'create';
	/** Whether n8n runs it by its description, as it does tools. */
	isTool?: boolean;
	/** By default one, which exists. */
	jobs?: string[];
	onError?: INode['onError'];
}

/** The same package, with nothing but its description to run it by. */
const byDescription = {
	...installed,
	nodeTypes: { ...nodeTypes, brightRiver: preparedByDescription(new BrightRiver()) },
};

const TIMEOUT_MS = 2_500;

let server: FaultyServer;
beforeAll(async () => {
	server = await startFaultyServer();
});
afterAll(async () => await server.stop());

function parametersFor({ operation }: Work): INode['parameters'] {
	const all = {
		resource: 'job',
		operation,
		requestOptions: { timeout: TIMEOUT_MS },
	};
	if (operation === 'create')
		return { ...all, name: 'Shoes', description: 'Clip them', output: 'simple' };
	return { ...all, jobId: { __rl: true, mode: 'id', value: '={{ $json.job }}' } };
}

function inputOf({ jobs = ['1001'] }: Work): INodeExecutionData[] {
	return jobs.map((job) => ({ json: { job } }));
}

function newOffice(origin: string): Office {
	const office = new Office([{ ...accounts[0], origin }], () => Date.parse('2026-03-01T00:00:00Z'));
	office.move(office.create('A', {}), 'CJ_WAIT_ACCEPTANCE');
	return office;
}

/** n8n's own engine, and a server. */
async function really(work: Work, planned: PlannedFault[], origin: string): Promise<Ending> {
	server.use(apiOf(newOffice(origin), origin), planned);
	const { data } = await execute(work.isTool ? byDescription : installed, {
		type: 'brightRiver',
		parameters: parametersFor(work),
		credentials: { brightRiverApi: credentialOf({ ...accounts[0], origin }) },
		input: inputOf(work),
		onError: work.onError,
	});
	const [task] = Object.values(data.resultData.runData)[0];
	return endingOf(task.data?.main[0] ?? [], task.error, server.requests);
}

/** The simulation's n8n, and its network. */
async function simulated(work: Work, planned: PlannedFault[], origin: string): Promise<Ending> {
	// The real timer that looks at the limits of all requests has to stop before one that is not real can start.
	if (planned[0]?.name === 'answer drips') await new Promise((resolve) => setTimeout(resolve, 300));
	const host = new SimulatedHost();
	if (origin === server.url) host.wire.connect(origin, apiOf(newOffice(origin), origin));
	host.credentials.set('brightRiverApi', credentialOf({ ...accounts[0], origin }));
	host.clock.install(1);
	try {
		const activity = new Activity('run', 'brightRiverApi', 1, planned);
		const parameters = parametersFor(work);
		const { onError } = work;
		const credentials = { brightRiverApi: {} };
		const run = {
			type: new BrightRiver(),
			node: nodeOf({ type: 'brightRiver', parameters, credentials, onError }),
			agent: work.isTool ? agentRun() : undefined,
			items: inputOf(work),
			signal: new AbortController().signal,
		};
		let ending: Ending | undefined;
		host.start(activity, runNode(host, run, activity), (outcomes) => {
			const output = outcomes.flatMap((one) => one.output ?? []);
			const error = outcomes.find(({ thrown }) => thrown)?.thrown;
			ending = endingOf(output, error, activity.requests);
		});
		await host.letEnd();
		return ending!;
	} finally {
		await host.close();
	}
}

function endingOf(
	output: INodeExecutionData[],
	error: { message: string; description?: string | null } | undefined,
	requests: number,
): Ending {
	if (error)
		return { message: error.message, description: error.description ?? undefined, requests };
	return { output: output.map(({ json, pairedItem }) => ({ json, pairedItem })), requests };
}

/** These are about files, or need no server. */
const elsewhere: FaultName[] = ['file stalls', 'refused', 'name not found'];

const names = (Object.keys(faults) as FaultName[]).filter((name) => !elsewhere.includes(name));

describe.each<Work>([
	{ operation: 'getStatus' },
	{ operation: 'acceptOffer' },
	{ operation: 'acceptOffer', isTool: true },
])('%o', (work) => {
	it.each(names)('%s, once', async (name) => {
		const planned = [{ name, first: 0, count: 1 }];
		const double = await simulated(work, planned, server.url);
		expect(double).toEqual(await really(work, planned, server.url));
	});

	it.each(names.filter((name) => /429|503|reset|401|cut/.test(name)))(
		'%s, always',
		async (name) => {
			const planned = [{ name, first: 0, count: Infinity }];
			const double = await simulated(work, planned, server.url);
			expect(double).toEqual(await really(work, planned, server.url));
		},
	);

	it.each(['http://127.0.0.1:9', 'http://nowhere.invalid'])('nobody at %s', async (origin) => {
		const name = origin.includes('127') ? 'refused' : 'name not found';
		const double = await simulated(work, [{ name, first: 0, count: Infinity }], origin);
		expect(double).toEqual({ ...(await really(work, [], origin)), requests: double.requests });
	});
});

describe.each([false, true])('as a tool: %s', (isTool) => {
	it('an answer with a body', async () => {
		const work: Work = { operation: 'create', isTool };
		expect(await simulated(work, [], server.url)).toEqual(await really(work, [], server.url));
	});

	it.each([undefined, 'continueRegularOutput'] as const)(
		'several items of which two fail, with %s',
		async (onError) => {
			const jobs = ['1001', '1777', 'x', '1001'];
			const work: Work = { operation: 'getStatus', isTool, jobs, onError };
			expect(await simulated(work, [], server.url)).toEqual(await really(work, [], server.url));
		},
	);
});
