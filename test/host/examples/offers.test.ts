import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { activateExample, executionsOf, outputOf } from '../support/examples.ts';
import { openForm } from '../support/form.ts';
import { jobWithFiles } from '../support/jobs.ts';
import { waitUntil } from '../../../tools/processes/waitUntil.ts';

let world: HostWorld;
let workflowId: string;

beforeAll(async () => {
	world = await startHostWorld({ sandbox: { manual: true } });
	workflowId = await activateExample(world, 'accept-offers', { mostFiles: 2 });
}, startingMs);

afterAll(async () => await world?.stop());

const isWaiting = ({ status }: { status: string }) => status === 'waiting';

/** A job with so many files for which Bright River has made an offer. */
const jobWithOffer = async (files: number) =>
	await jobWithFiles(world, files, 'CJ_WAIT_ACCEPTANCE');

/** Waits for the question about each job and gives the links to the forms, by job. */
async function questions(jobIds: number[]): Promise<Map<number, string>> {
	const executions = await executionsOf(world, workflowId, jobIds.length, isWaiting);
	const found = executions.map((execution) => {
		const { jobId, question } = outputOf(execution, 'The question')[0].json;
		return [jobId as number, String(question).split(' ').at(-1)!] as const;
	});
	return new Map(found);
}

async function reaches(jobId: number, status: string): Promise<void> {
	await waitUntil(
		`job ${jobId} to be in ${status}`,
		() => world.sandbox.brightRiver.history(jobId).at(-1)?.status === status,
		{ timeoutMs: 30_000 },
	);
}

test('few files are accepted at once; for more a person decides, about each job by itself', async () => {
	const few = await jobWithOffer(2);
	await reaches(few, 'CJ_ACCEPT');
	expect(await world.rest.listExecutions(workflowId)).toHaveLength(1);

	const [yes, no, later] = [await jobWithOffer(3), await jobWithOffer(4), await jobWithOffer(5)];
	const links = await questions([yes, no, later]);
	expect([...links.keys()].sort()).toEqual([yes, no, later].sort());

	const form = await openForm(links.get(yes)!);
	expect(form.html).toContain(`Offer for job ${yes}`);
	expect(form.html).toContain('3 files: 3 files');
	await form.send({ Decision: 'Accept the offer' });
	await reaches(yes, 'CJ_ACCEPT');

	await (await openForm(links.get(no)!)).send({ Decision: 'Cancel the job' });
	await reaches(no, 'CJ_USER_CANCELED');

	await (await openForm(links.get(later)!)).send({ Decision: 'Leave it for now' });
	await waitUntil(
		'no question to be open',
		async () => !(await world.rest.listExecutions(workflowId)).some(isWaiting),
		{ timeoutMs: 30_000 },
	);
	expect(world.sandbox.brightRiver.history(later).at(-1)?.status).toBe('CJ_WAIT_ACCEPTANCE');
	for (const execution of await executionsOf(world, workflowId, 5)) {
		expect(execution).toMatchObject({ status: 'success' });
	}
}, 180_000);
