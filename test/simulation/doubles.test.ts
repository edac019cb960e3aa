/**
 * Whether the simulation's n8n and its network do what the real ones do: every fault, once through n8n's own engine
 * against a server on this machine, and once through the doubles, must end alike.
 */
import '../support/shorterWaits';
import type { IDataObject, IExecuteData, INode } from 'n8n-workflow';
import { BrightRiver } from '../../nodes/BrightRiver/BrightRiver.node';
import { execute, nodeOf } from '../engine/support/engine';
import { accounts, credentialOf } from './brightRiver/accounts';
import { apiOf } from './brightRiver/api';
import { Office } from './brightRiver/office';
import { SimulatedHost } from './host';
import { runNode } from './n8n/nodeRun';
import { Activity } from './network/activity';
import { faults, type FaultName, type PlannedFault } from './network/fault';
import { startFaultyServer, type FaultyServer } from './network/faultyServer';

/** How a run ended, and how often the service was asked. */
interface Ending {
	output?: IDataObject;
	message?: string;
	description?: string;
	requests: number;
}

type Operation = 'getStatus' | 'acceptOffer' | 'create';

const TIMEOUT_MS = 2_500;

let server: FaultyServer;
beforeAll(async () => {
	server = await startFaultyServer();
});
afterAll(async () => await server.stop());

function parametersFor(operation: Operation): INode['parameters'] {
	const all = { resource: 'job', operation, requestOptions: { timeout: TIMEOUT_MS } };
	if (operation === 'create') return { ...all, name: 'Shoes', description: 'Clip them' };
	return { ...all, jobId: { __rl: true, mode: 'id', value: '1001' } };
}

function newOffice(origin: string): Office {
	const office = new Office([{ ...accounts[0], origin }], () => Date.parse('2026-03-01T00:00:00Z'));
	office.move(office.create('A', {}), 'CJ_WAIT_ACCEPTANCE');
	return office;
}

/** n8n's own engine, and a server. */
async function really(
	operation: Operation,
	planned: PlannedFault[],
	origin: string,
): Promise<Ending> {
	server.use(apiOf(newOffice(origin), origin), planned);
	const credentials = { brightRiverApi: credentialOf({ ...accounts[0], origin }) };
	const run = { type: 'brightRiver', parameters: parametersFor(operation), credentials };
	const { data } = await execute(run);
	const [task] = Object.values(data.resultData.runData)[0];
	return endingOf(task.data?.main[0]?.[0]?.json, task.error, server.requests);
}

/** The simulation's n8n, and its network. */
async function simulated(
	operation: Operation,
	planned: PlannedFault[],
	origin: string,
): Promise<Ending> {
	// The real timer that looks at the limits of all requests has to stop before one that is not real can start.
	if (planned[0]?.name === 'answer drips') await new Promise((resolve) => setTimeout(resolve, 300));
	const host = new SimulatedHost();
	if (origin === server.url) host.wire.connect(origin, apiOf(newOffice(origin), origin));
	host.credentials.set('brightRiverApi', credentialOf({ ...accounts[0], origin }));
	host.clock.install(1);
	try {
		const activity = new Activity('run', 'brightRiverApi', 1, planned);
		const parameters = parametersFor(operation);
		const body = operation === 'create' ? { name: 'Shoes', description: 'Clip them' } : {};
		const run = {
			type: new BrightRiver(),
			node: nodeOf({ type: 'brightRiver', parameters, credentials: { brightRiverApi: {} } }),
			executeData: { data: { main: [[]] } } as unknown as IExecuteData,
			items: [{ parameters: { output: 'simple' }, body, input: { json: {} } }],
			timeoutMs: TIMEOUT_MS,
			signal: new AbortController().signal,
		};
		let ending: Ending | undefined;
		host.start(activity, runNode(host, run, activity), ([{ output, error }]) => {
			ending = endingOf(output?.[0].json, error, activity.requests);
		});
		await host.letEnd();
		return ending!;
	} finally {
		await host.close();
	}
}

function endingOf(
	output: IDataObject | undefined,
	error: { message: string; description?: string | null } | undefined,
	requests: number,
): Ending {
	if (error === undefined) return { output, requests };
	return { message: error.message, description: error.description ?? undefined, requests };
}

/** These are about files, or need no server. */
const elsewhere: FaultName[] = ['file stalls', 'refused', 'name not found'];

const names = (Object.keys(faults) as FaultName[]).filter((name) => !elsewhere.includes(name));

describe.each(['getStatus', 'acceptOffer'] as const)('%s', (operation) => {
	it.each(names)('%s, once', async (name) => {
		const planned = [{ name, first: 0, count: 1 }];
		const double = await simulated(operation, planned, server.url);
		expect(double).toEqual(await really(operation, planned, server.url));
	});

	it.each(names.filter((name) => /429|503|reset|401|cut/.test(name)))(
		'%s, always',
		async (name) => {
			const planned = [{ name, first: 0, count: Infinity }];
			const double = await simulated(operation, planned, server.url);
			expect(double).toEqual(await really(operation, planned, server.url));
		},
	);

	it.each(['http://127.0.0.1:9', 'http://nowhere.invalid'])('nobody at %s', async (origin) => {
		const name = origin.includes('127') ? 'refused' : 'name not found';
		const double = await simulated(operation, [{ name, first: 0, count: Infinity }], origin);
		expect(double).toEqual({ ...(await really(operation, [], origin)), requests: double.requests });
	});
});

it('an answer with a body', async () => {
	expect(await simulated('create', [], server.url)).toEqual(await really('create', [], server.url));
});
