import '../../support/shorterWaits';
import { startSandbox, type Sandbox } from '../../../sandbox/index';
import { seededRandom } from '../../support/seededRandom';
import { credentialFor } from '../support/brightRiver';
import { passHours, runClock, startClock, stopClock } from '../support/clock';
import { PolledTrigger } from '../support/poll';

const JOBS = 200;
const ROUNDS = 100;
/** Between two polls. */
const HOURS = 6;
const AFTER_HOURS = 24;
const seed = Number(process.env.SEED ?? 20_160_513);

let sandbox: Sandbox;
let endClock: () => void;
beforeEach(async () => {
	stopClock(Date.parse('2026-03-02T08:00:00Z'));
	endClock = runClock();
	sandbox = await startSandbox({ manual: true, indexManual: true, searchPageSize: 50 });
});
afterEach(async () => {
	endClock();
	startClock();
	await sandbox.stop();
});

/** A job that comes into the group and leaves it again. */
interface Job {
	id: number;
	isIn: boolean;
	/** Whether a poll saw what happened to it last; until then nothing else happens. */
	isSeen: boolean;
	/** Polls since then. */
	polls: number;
	/** Whether this stay goes on until it was told; a short one ends long before its time. */
	isLong: boolean;
	longStays: number;
	told: number;
}

it(`tells of each long stay of ${JOBS} jobs once with one answer in eight bad`, async () => {
	console.log(`seed ${seed} (repeat with SEED=${seed})`);
	const random = seededRandom(seed);
	const { brightRiver } = sandbox;
	const parameters = {
		...{ event: 'jobOverdue', watch: 'allJobs', afterHours: AFTER_HOURS },
		...{ statusGroups: ['needsAcceptance'], options: { includeJob: false } },
	};
	const credentials = credentialFor(sandbox);
	const start = () => new PolledTrigger({ type: 'brightRiverTrigger', parameters, credentials });
	let trigger = start();
	const nothing = { isIn: false, isSeen: true, polls: 0, isLong: false, longStays: 0, told: 0 };
	const jobs: Job[] = brightRiver.createJobs(JOBS, 'CJ_NEW').map((id) => ({ id, ...nothing }));
	brightRiver.refreshIndex();
	await trigger.poll();
	const bad = { server: 'api', times: Infinity, seed } as const;
	const headers = { 'retry-after': '0' };
	const faults = [
		brightRiver.faults.add({ ...bad, kind: 'rateLimit', retryAfter: 0, probability: 0.05 }),
		brightRiver.faults.add({ ...bad, kind: 'status', status: 503, headers, probability: 0.04 }),
		brightRiver.faults.add({ ...bad, kind: 'reset', probability: 0.02 }),
		brightRiver.faults.add({ ...bad, kind: 'cut', probability: 0.02 }),
	];

	const move = (job: Job, isIn: boolean) => {
		Object.assign(job, { isIn, isSeen: false, polls: 0, isLong: isIn && random() < 0.5 });
		if (job.isLong) job.longStays++;
		brightRiver.setStatus(job.id, isIn ? 'CJ_WAIT_ACCEPTANCE' : 'CJ_NEW');
	};
	/** Short stays end at the first chance. */
	const mayMove = (job: Job) => {
		if (!job.isSeen) return false;
		if (job.isIn && !job.isLong) return true;
		return job.told === job.longStays && random() < 0.2;
	};
	let failedPolls = 0;
	let restarts = 0;
	const pollOnce = async () => {
		const { stored } = trigger;
		const breaks =
			random() < 0.1 && brightRiver.faults.add({ kind: 'status', status: 401, times: 2 });
		const polling = Promise.all([trigger.poll(), trigger.poll()]);
		const events = await polling.catch((error: Error) => error);
		if (breaks) breaks.remove();
		if (events instanceof Error) {
			failedPolls++;
			expect(trigger.stored).toBe(stored);
			return false;
		}
		for (const { jobId, hours } of events.flat()) {
			const job = jobs.find(({ id }) => id === jobId)!;
			job.told++;
			// Not of a short stay, not twice, not too early.
			expect(job).toMatchObject({ isIn: true, isLong: true, told: job.longStays });
			expect(Number(hours)).toBeGreaterThanOrEqual(AFTER_HOURS);
		}
		return trigger.reported.splice(0).length === 0;
	};

	for (let round = 0; round < ROUNDS; round++) {
		for (const job of jobs) if (mayMove(job)) move(job, !job.isIn);
		const isShown = random() < 0.7;
		if (isShown) brightRiver.refreshIndex();
		if ((await pollOnce()) && isShown) for (const job of jobs) job.isSeen = true;
		// A stay that is meant to be short must not become long while no poll sees its end.
		const isHeldUp = jobs.some((job) => !job.isSeen && (job.isLong ? !job.isIn : true));
		passHours(isHeldUp ? 0.1 : HOURS);
		if (random() < 0.2) {
			const { stored } = trigger;
			trigger = start();
			trigger.stored = stored;
			restarts++;
		}
	}
	const hits = faults.map((fault) => fault.hits);
	brightRiver.faults.clear();
	for (const job of jobs) if (job.isIn && !job.isLong) move(job, false);
	brightRiver.refreshIndex();
	for (let more = 0; more < 8; more++) {
		await pollOnce();
		passHours(HOURS);
	}
	// Nothing lost.
	for (const job of jobs) expect(job.told).toBe(job.longStays);
	const told = jobs.reduce((sum, job) => sum + job.told, 0);
	console.log(
		`${told} long stays of ${JOBS} jobs in ${ROUNDS} polls (${failedPolls} failed, ${restarts} restarts): ` +
			'0 lost, 0 repeated, none too early',
	);
	expect(told).toBeGreaterThan(JOBS);
	expect(Math.min(...hits)).toBeGreaterThan(0);
	expect(failedPolls).toBeGreaterThan(0);
	expect(restarts).toBeGreaterThan(0);
}, 120_000);
