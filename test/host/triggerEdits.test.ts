import { waitUntil } from '../../tools/processes/waitUntil.ts';
import { startSandbox, type Sandbox } from '../../sandbox/index.ts';
import { credentialData } from '../../tools/world/world.ts';
import { startHostWorld, startingMs, type HostWorld } from './support/hostWorld.ts';
import { changeCredential, saveActiveWorkflow } from './support/saved.ts';
import { logStatuses, looks, type StatusLog } from './support/statusLog.ts';

let world: HostWorld;
let log: StatusLog;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
}, startingMs);
afterAll(async () => await world?.stop());
afterEach(async () => await world.rest.deactivateWorkflow(log.workflowId));

/** A trigger of its own for each test: the other accounts' jobs are no business of the next one. */
async function watchWith(data: Record<string, string>): Promise<{ id: string }> {
	const credential = await world.rest.createCredential({
		name: 'Bright River',
		type: 'brightRiverApi',
		data,
	});
	log = await logStatuses({ ...world, credential });
	return credential;
}

const enter = async (id: string, data: Record<string, string>) =>
	await changeCredential(world, id, { name: 'Bright River', type: 'brightRiverApi', data });

describe('the credential of an active trigger is changed to another account', () => {
	let other: Sandbox;

	beforeAll(async () => {
		other = await startSandbox({
			manual: true,
			clientToken: 'other-client-token',
			sessionToken: 'their-session-token',
		});
	});
	afterAll(async () => await other?.stop());

	test('the trigger goes on for that one, and asks nothing about the jobs of the first', async () => {
		const own = world.sandbox.brightRiver;
		const jobs = own.createJobs(5);
		const credential = await watchWith(credentialData(world.sandbox));
		await looks(world.sandbox, 1);
		own.setStatus(jobs[0], 'CJ_ACCEPT');
		await log.waitFor(jobs[0], 'CJ_ACCEPT');

		const [theirs] = other.brightRiver.createJobs(1);
		await enter(credential.id, credentialData(other));
		await looks(other);
		own.clearRequests();
		own.setStatus(jobs[1], 'CJ_ACCEPT');
		other.brightRiver.setStatus(theirs, 'CJ_REQUEST_OFFER');
		const [created] = other.brightRiver.createJobs(1);
		await log.waitFor(theirs, 'CJ_REQUEST_OFFER');
		await log.waitFor(created, 'CJ_NEW');
		await looks(other);

		expect((await log.events()).map(({ status }) => status).sort()).toEqual([
			'CJ_ACCEPT',
			'CJ_NEW',
			'CJ_REQUEST_OFFER',
		]);
		expect(await log.failed()).toEqual([]);
		expect(own.requests).toEqual([]);
		const refused = other.brightRiver.requests.filter(({ status }) => Number(status) >= 400);
		expect(refused).toEqual([]);
	}, 180_000);
});

test('with the tokens of another user, the jobs that are hidden now are reported once, together, and then let go', async () => {
	const { brightRiver } = world.sandbox;
	brightRiver.createJobs(2);
	const data = credentialData(world.sandbox);
	const credential = await watchWith(data);
	await looks(world.sandbox, 1);

	const sessionToken = brightRiver.otherSessionToken;
	await enter(credential.id, { ...data, sessionToken });
	// So many looks must agree before a job is let go.
	await looks(world.sandbox, 22);
	brightRiver.clearRequests();
	const created = await createJob({ ...data, sessionToken });
	await log.waitFor(created, 'CJ_NEW');
	await looks(world.sandbox);

	expect(await log.failed()).toHaveLength(1);
	expect(brightRiver.requests.filter(({ status }) => status === 403)).toEqual([]);
}, 300_000);

/** Makes a job of whoever the tokens belong to. @returns its id */
async function createJob(tokens: Record<string, string>): Promise<number> {
	const response = await fetch(`${world.sandbox.brightRiver.url}/jobs`, {
		method: 'POST',
		headers: {
			accept: 'application/json',
			'x-client-token': tokens.clientToken,
			'x-session-token': tokens.sessionToken,
		},
		body: new URLSearchParams({ name: 'Theirs', description: 'Clip' }),
	});
	return ((await response.json()) as { id: number }).id;
}

test('saving a workflow in the middle of a poll tells what that poll found once', async () => {
	const { brightRiver } = world.sandbox;
	const [job] = brightRiver.createJobs(1);
	await watchWith(credentialData(world.sandbox));
	await looks(world.sandbox, 1);
	// What has all on its first page asks for one more: with that the look is over.
	const isOver = () => {
		const { body, endedAt } = brightRiver.requests.at(-1)!;
		return (body as { page?: number } | undefined)?.page === 1 && endedAt !== null;
	};
	await waitUntil('the look to be over', isOver, { timeoutMs: 60_000, everyMs: 5 });
	brightRiver.clearRequests();
	const slow = brightRiver.faults.add({ path: '/search', kind: 'delay', ms: 8000 });
	brightRiver.setStatus(job, 'CJ_ACCEPT');
	const hasBegun = () => brightRiver.requests.length > 0;
	await waitUntil('a look to begin', hasBegun, { timeoutMs: 60_000, everyMs: 5 });
	await saveActiveWorkflow(world, log.workflowId, (node) => ({
		...node,
		parameters: { ...node.parameters, options: { includeJob: false } },
	}));
	const [interrupted] = brightRiver.requests;
	expect(interrupted).toMatchObject({ path: '/search', endedAt: null });
	await log.waitFor(job, 'CJ_ACCEPT');
	await looks(world.sandbox);
	slow.remove();

	expect(await log.seen(job)).toEqual(['CJ_ACCEPT']);
	expect(await log.failed()).toEqual([]);
}, 180_000);
