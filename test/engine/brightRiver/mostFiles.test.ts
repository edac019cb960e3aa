import type { NodeOperationError } from 'n8n-workflow';
import type { Sandbox } from '../../../sandbox/index';
import { brightRiver, byId, startManualSandbox } from '../support/brightRiver';

let sandbox: Sandbox;
beforeAll(async () => (sandbox = await startManualSandbox()));
afterAll(async () => await sandbox.stop());
beforeEach(() => {
	sandbox.brightRiver.faults.clear();
	sandbox.brightRiver.requests.length = 0;
});

/** Accepts the offer of a job of which Bright River says this. */
async function accept(job: object, mostFiles: unknown): Promise<string> {
	const [id] = sandbox.brightRiver.createJobs(1, 'CJ_WAIT_ACCEPTANCE');
	sandbox.brightRiver.faults.add({
		...{ server: 'api', method: 'GET', path: `/jobs/${id}`, kind: 'body' },
		...{ contentType: 'application/json', body: JSON.stringify({ id, ...job }) },
	} as never);
	const options = { mostFiles };
	const operation = { resource: 'job', operation: 'acceptOffer', jobId: byId(id), options };
	return await brightRiver(sandbox, operation as never).then(
		() => 'accepted',
		({ message, description }: NodeOperationError) =>
			`${message}. ${description}`.replaceAll(String(id), '7'),
	);
}

const isAccepted = () => sandbox.brightRiver.requests.some(({ path }) => /acceptoffer/.test(path));

describe('an offer for more files than "Most Files"', () => {
	it.each([
		[
			{ fileCount: 21 },
			'Job 7 has 21 files, more than "Most Files" allows (20). The offer was not accepted. Have a person decide, or change "Most Files" in the node.',
		],
		...[{}, { fileCount: null }, { fileCount: '3' }].map((job): [object, string] => [
			job,
			'Bright River does not say how many files job 7 has. The offer was not accepted. Have a person decide, or change "Most Files" in the node.',
		]),
	])('is not accepted, nor where that is not known: %j', async (job, words) => {
		expect(await accept(job, 20)).toBe(words);
		expect(isAccepted()).toBe(false);
	});

	it.each([[{ fileCount: 20 }, 20] as const, [{ fileCount: 1 }, '={{ 1 }}'] as const])(
		'is none with %j and %j',
		async (job, mostFiles) => {
			expect(await accept(job, mostFiles)).toBe('accepted');
			expect(isAccepted()).toBe(true);
		},
	);
});
