import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, credentialFor, startManualSandbox } from '../support/brightRiver';
import { cancelOnce, until } from '../support/engine';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => (sandbox.brightRiver.requests.length = 0));

const waiting = (job: number, more: object) => ({
	resource: 'job',
	operation: 'waitForStatus',
	jobId: byId(job),
	options: { interval: 1, timeLimit: 1 },
	...more,
});

/** Resolves once the node has asked for the status at least `times` times. */
async function asked(times: number): Promise<void> {
	await until(() => sandbox.brightRiver.requests.length >= times);
}

it('goes on as soon as the job is in the group', async () => {
	const [job] = sandbox.brightRiver.createJobs(1, 'CJ_WORK_PROGRESS');
	const run = brightRiver(sandbox, waiting(job, { statusGroups: ['readyToDownload'] }));
	await asked(1);
	sandbox.brightRiver.setStatus(job, 'CJ_WORK_DONE');
	const [{ json }] = await run;
	expect(json).toMatchObject({ jobId: job, status: 'CJ_WORK_DONE', waitedSeconds: 1 });
	expect(sandbox.brightRiver.requests).toHaveLength(2);
});

it('goes on at once where the job is there already', async () => {
	const [job] = sandbox.brightRiver.createJobs(1, 'CJ_NEW');
	const [{ json }] = await brightRiver(sandbox, waiting(job, { statuses: ['CJ_NEW'] }));
	expect(json).toMatchObject({ status: 'CJ_NEW', statusGroup: 'New', waitedSeconds: 0 });
});

it('says in which status the job was when the limit was reached', async () => {
	const [job] = sandbox.brightRiver.createJobs(1, 'CJ_REVIEWING');
	const options = { interval: 1, timeLimit: 0.01 };
	await expect(
		brightRiver(sandbox, waiting(job, { statuses: ['CJ_ACCEPT'], options })),
	).rejects.toMatchObject({
		message: `Job ${job} did not reach that status within 0.01 minutes: it is in CJ_REVIEWING`,
		description: expect.stringContaining('Bright River Trigger'),
	});
});

it.each(['CJ_ERROR', 'CJ_TD_PAY_CANCELED'])('does not wait for a job in %s', async (status) => {
	const [job] = sandbox.brightRiver.createJobs(1, status);
	await expect(brightRiver(sandbox, waiting(job, { statuses: ['CJ_ACCEPT'] }))).rejects.toThrow(
		`Job ${job} can no longer reach that status: it is in ${status}`,
	);
});

it('stops at once when the execution is cancelled', async () => {
	const [job] = sandbox.brightRiver.createJobs(1, 'CJ_NEW');
	const { requests } = sandbox.brightRiver;
	const run = {
		type: 'brightRiver',
		parameters: waiting(job, { statuses: ['CJ_ACCEPT'], options: { interval: 60 } }),
		credentials: credentialFor(sandbox),
	};
	const { tookMs } = await cancelOnce(run, () => requests.length >= 1);
	expect(tookMs).toBeLessThan(1000);
	expect(requests).toHaveLength(1);
});
