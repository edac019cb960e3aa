import { startSandbox } from '../../../sandbox/index';
import { credentialFor } from '../support/brightRiver';
import { PolledTrigger } from '../support/poll';

it('10,000 open jobs cost what is wanted of them: 2 calls, and room for 5', async () => {
	const sandbox = await startSandbox({ manual: true });
	try {
		sandbox.brightRiver.createJobs(10_000);
		sandbox.brightRiver.createJobs(5, 'CJ_WAIT_ACCEPTANCE');
		sandbox.brightRiver.refreshIndex();
		const trigger = new PolledTrigger({
			type: 'brightRiverTrigger',
			parameters: {
				event: 'jobStatusChanged',
				watch: 'allJobs',
				statusGroups: ['needsAcceptance'],
				options: {},
			},
			credentials: credentialFor(sandbox),
		});
		await trigger.poll();
		sandbox.brightRiver.requests.length = 0;
		const startedAt = performance.now();
		expect(await trigger.poll()).toEqual([]);
		const milliseconds = performance.now() - startedAt;
		console.log(
			`a quiet poll: ${milliseconds.toFixed(0)} ms, ${trigger.stored.length} bytes remembered`,
		);
		expect(sandbox.brightRiver.requests.length).toBeLessThanOrEqual(2);
		expect(trigger.stored.length).toBeLessThan(500);
	} finally {
		await sandbox.stop();
	}
}, 60_000);

it.each([
	[1_000, 10],
	[10_000, 10],
])(
	'%i open jobs cost one call for each page of %i',
	async (count, pageSize) => {
		const sandbox = await startSandbox({ manual: true, searchPageSize: pageSize });
		try {
			const jobs = sandbox.brightRiver.createJobs(count);
			sandbox.brightRiver.refreshIndex();
			sandbox.brightRiver.faults.add({ kind: 'delay', ms: 20, times: Infinity });
			const trigger = new PolledTrigger({
				type: 'brightRiverTrigger',
				parameters: { event: 'jobStatusChanged', watch: 'allJobs', options: {} },
				credentials: credentialFor(sandbox),
			});
			await trigger.poll();
			sandbox.brightRiver.requests.length = 0;
			const startedAt = Date.now();
			expect(await trigger.poll()).toEqual([]);
			const seconds = (Date.now() - startedAt) / 1000;
			const calls = sandbox.brightRiver.requests.length;
			const bytes = trigger.stored.length / jobs.length;
			console.log(
				`${count} open jobs: ${calls} calls, ${seconds.toFixed(1)} s at 20 ms latency, ` +
					`${bytes.toFixed(1)} bytes remembered per job`,
			);
			expect(calls).toBe(count / pageSize);
			// A job's number alone takes 6 or 7: less would be a trigger that forgets.
			expect(bytes).toBeGreaterThan(5);
			expect(bytes).toBeLessThan(10);
		} finally {
			await sandbox.stop();
		}
	},
	300_000,
);
