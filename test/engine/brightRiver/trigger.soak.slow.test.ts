import { groupOf } from '../../../nodes/BrightRiver/api/statuses';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { seededRandom } from '../../support/seededRandom';
import { PolledTrigger } from '../support/poll';

/** A job's whole life, but for the automatic steps between that nobody can see. */
const wholeRoad = [
	'CJ_NEW',
	'CJ_REQUEST_OFFER',
	'CJ_REVIEWING',
	'CJ_REVIEWED2',
	'CJ_NEED_ACCEPTANCE',
	'CJ_WAIT_ACCEPTANCE',
	'CJ_ACCEPT',
	'CJ_WORK_PROGRESS',
	'CJ_ZIP_INIT',
	'CJ_WORK_DONE',
	'CJ_NOTIFIED_WORK_DN',
	'CJ_CLIENT_REVIEWED',
	'CJ_FINISHED',
];

const JOBS = 500;
const seed = Number(process.env.SEED ?? 20_160_513);

/** The groups that a trigger waits for, and where the jobs end: a group that is left at the end is not told. */
const ways = [
	{ statusGroups: [], end: 'CJ_FINISHED' },
	{ statusGroups: ['needsAcceptance', 'readyToDownload'], end: 'CJ_CLIENT_REVIEWED' },
];

let sandbox: Sandbox;
beforeEach(async () => {
	sandbox = await startSandbox({ manual: true, indexManual: true, searchPageSize: 50 });
});
afterEach(async () => await sandbox.stop());

it.each(ways)(
	`follows ${JOBS} jobs with one answer in eight bad: %j`,
	async ({ statusGroups, end }) => {
		const road = wholeRoad.slice(0, wholeRoad.indexOf(end) + 1);
		console.log(`seed ${seed} (repeat with SEED=${seed})`);
		const random = seededRandom(seed);
		const { brightRiver } = sandbox;
		const jobs = brightRiver.createJobs(JOBS, road[0]);
		brightRiver.refreshIndex();

		const parameters = {
			event: 'jobStatusChanged',
			watch: 'allJobs',
			statusGroups,
			options: { includeJob: false },
		};
		const credentials = credentialFor(sandbox);
		let trigger = new PolledTrigger({ type: 'brightRiverTrigger', parameters, credentials });
		await trigger.poll();

		const bad = { server: 'api', times: Infinity, seed } as const;
		const faults = [
			brightRiver.faults.add({ ...bad, kind: 'rateLimit', retryAfter: 0, probability: 0.05 }),
			brightRiver.faults.add({
				...bad,
				kind: 'status',
				status: 503,
				headers: { 'retry-after': '0' },
				probability: 0.04,
			}),
			brightRiver.faults.add({ ...bad, kind: 'reset', probability: 0.02 }),
			brightRiver.faults.add({ ...bad, kind: 'cut', probability: 0.02 }),
		];
		brightRiver.requests.length = 0;

		const places = new Map(jobs.map((job) => [job, 0]));
		const moveSome = (share: number) => {
			for (const [job, place] of places) {
				if (place === road.length - 1 || random() >= share) continue;
				places.set(job, place + 1);
				brightRiver.setStatus(job, road[place + 1]);
			}
		};

		const told = new Map<number, string[]>();
		let polls = 0;
		let failedPolls = 0;
		let restarts = 0;
		let requests = 0;
		/** One poll while jobs move; checks each event against what the sandbox says the job went through. */
		const pollOnce = async () => {
			const before = new Map(jobs.map((job) => [job, brightRiver.history(job).length]));
			const stored = trigger.stored;
			const breaks =
				random() < 0.15 && brightRiver.faults.add({ kind: 'status', status: 401, times: 2 });
			const polling = Promise.all([trigger.poll(), trigger.poll()]);
			moveSome(0.02);
			polls++;
			const events = await polling.catch((error: Error) => error);
			if (breaks) breaks.remove();
			requests += brightRiver.requests.length;
			brightRiver.requests.length = 0;
			if (events instanceof Error) {
				failedPolls++;
				expect(events.message).toBe('Bright River did not accept the tokens');
				expect(trigger.stored).toBe(stored);
				return;
			}
			for (const event of events.flat()) {
				const job = Number(event.jobId);
				// What this poll could see: the status the job had when it began, or one it reached during it.
				const history = brightRiver.history(job).map(({ status }) => status);
				expect(history.slice((before.get(job) ?? 1) - 1)).toContain(event.status);
				if (statusGroups.length === 0) {
					expect(event.previousStatus).toBe(told.get(job)?.at(-1) ?? road[0]);
				}
				told.set(job, [...(told.get(job) ?? []), String(event.status)]);
			}
		};

		while ([...places.values()].some((place) => place < road.length - 1)) {
			moveSome(0.5);
			if (random() < 0.7) brightRiver.refreshIndex();
			await pollOnce();
			if (random() < 0.2) {
				const { stored } = trigger;
				trigger = new PolledTrigger({ type: 'brightRiverTrigger', parameters, credentials });
				trigger.stored = stored;
				restarts++;
			}
		}
		const hits = faults.reduce((sum, fault) => sum + fault.hits, 0);
		brightRiver.faults.clear();
		brightRiver.refreshIndex();
		await pollOnce();
		expect(await trigger.poll()).toEqual([]);

		let events = 0;
		for (const job of jobs) {
			const statuses = told.get(job) ?? [];
			events += statuses.length;
			// Nothing lost: the last status was told. Nothing repeated, nothing out of order.
			const last = String(statuses.at(-1));
			if (statusGroups.length === 0) expect(last).toBe(end);
			else expect(groupOf(last)).toBe(groupOf(end));
			const steps = statuses.map((status) => road.indexOf(status));
			expect(steps).toEqual([...new Set(steps)].sort((one, other) => one - other));
			const groups = statuses.map(groupOf);
			if (statusGroups.length > 0) expect(new Set(groups).size).toBe(groups.length);
		}
		const share = hits / requests;
		console.log(
			`${JOBS} jobs, ${events} events in ${polls} polls (${failedPolls} failed, ${restarts} restarts), ` +
				`${requests} requests, ${(share * 100).toFixed(1)} % bad: 0 lost, 0 repeated, 0 out of order`,
		);
		expect(share).toBeGreaterThan(0.1);
		expect(failedPolls).toBeGreaterThan(0);
		expect(failedPolls).toBeLessThan(polls / 2);
		expect(restarts).toBeGreaterThan(0);
	},
	120_000,
);
