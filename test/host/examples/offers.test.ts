import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startHostWorld, startingMs, type HostWorld } from '../support/hostWorld.ts';
import { activateExample, executionsOf, outputOf } from '../support/examples.ts';
import { openForm } from '../support/form.ts';
import { jobWithFiles } from '../support/jobs.ts';
import { startMailServer } from '../support/mailServer.ts';
import { runNode } from '../support/runNode.ts';
import { makeSamplePhotos } from '../../../tools/photos/samplePhotos.ts';
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

async function noQuestionIsOpen(): Promise<void> {
	await waitUntil(
		'no question to be open',
		async () => !(await world.rest.listExecutions(workflowId)).some(isWaiting),
		{ timeoutMs: 30_000 },
	);
}

async function reaches(jobId: number, status: string): Promise<void> {
	await waitUntil(
		`job ${jobId} to be in ${status}`,
		() => world.sandbox.brightRiver.history(jobId).at(-1)?.status === status,
		{ timeoutMs: 30_000 },
	);
}

test('the limit holds for all offers that are found at once', async () => {
	const { brightRiver } = world.sandbox;
	const jobs: number[] = [];
	for (const status of Array<string>(3).fill('CJ_REVIEWED2')) {
		jobs.push(await jobWithFiles(world, 1, status));
	}
	for (const job of jobs) brightRiver.setStatus(job, 'CJ_WAIT_ACCEPTANCE');
	const isAccepted = (job: number) => brightRiver.history(job).at(-1)?.status === 'CJ_ACCEPT';
	await waitUntil('two jobs to be accepted', () => jobs.filter(isAccepted).length === 2, {
		timeoutMs: 30_000,
	});
	const [left] = jobs.filter((job) => !isAccepted(job));
	const links = await questions([left]);
	expect([...links.keys()]).toEqual([left]);
	await (await openForm(links.get(left)!)).send({ Decision: 'Leave it for now' });
	await noQuestionIsOpen();
}, 120_000);

test('few files are accepted at once; for more a person decides, about each job by itself', async () => {
	const before = (await world.rest.listExecutions(workflowId)).length;
	const few = await jobWithOffer(2);
	await reaches(few, 'CJ_ACCEPT');
	expect(await world.rest.listExecutions(workflowId)).toHaveLength(before + 1);

	const [yes, no, later] = [await jobWithOffer(3), await jobWithOffer(4), await jobWithOffer(5)];
	const links = await questions([yes, no, later]);
	expect([...links.keys()].sort()).toEqual([yes, no, later].sort());

	const form = await openForm(links.get(yes)!);
	expect(form.html).toContain(`Offer for job ${yes}`);
	expect(form.html).toContain('3 files: 3 files, price: 0');
	await form.send({ Decision: 'Accept the offer' });
	await reaches(yes, 'CJ_ACCEPT');

	await (await openForm(links.get(no)!)).send({ Decision: 'Cancel the job' });
	await reaches(no, 'CJ_USER_CANCELED');

	await (await openForm(links.get(later)!)).send({ Decision: 'Leave it for now' });
	await noQuestionIsOpen();
	expect(world.sandbox.brightRiver.history(later).at(-1)?.status).toBe('CJ_WAIT_ACCEPTANCE');
	for (const execution of await executionsOf(world, workflowId, before + 5)) {
		expect(execution).toMatchObject({ status: 'success' });
	}
}, 180_000);

test('overdue-offers: a person is told once, with the price of each offer', async () => {
	const { brightRiver } = world.sandbox;
	await using stack = new AsyncDisposableStack();
	const mailServer = await startMailServer();
	stack.defer(mailServer.stop);
	const [{ name, mediaType, path }] = await makeSamplePhotos(join(world.folder, 'originals'));
	const content = readFileSync(path);
	const files = { data: { fileName: name, mimeType: mediaType, content } };
	const job = { resource: 'job', operation: 'sendPhotos', name: 'Shoes', description: 'Clip' };
	const [{ json: sent }] = await runNode(world, job, { input: [{ files }] });
	const jobId = sent.jobId as number;
	await brightRiver.advanceTo(jobId, 'CJ_NEED_ACCEPTANCE');

	await world.rest.deactivateWorkflow(workflowId);
	const data = { host: '127.0.0.1', port: mailServer.port, secure: false, disableStartTls: true };
	const smtp = await world.rest.createCredential({ name: 'Mail', type: 'smtp', data });
	const [fromEmail, toEmail] = ['n8n@example.com', 'studio@example.com'];
	const reminders = await activateExample(world, 'overdue-offers', {
		otherCredentials: { smtp },
		parameters: {
			'An offer is overdue': { afterHours: 0.0005 },
			'Send the reminder': { fromEmail, toEmail },
		},
	});
	const isOfJob = ({ content }: { content: string }) => content.includes(`Job: ${jobId}`);
	const mail = await waitUntil(
		'the e-mail',
		async () => {
			for (const { id, status } of await world.rest.listExecutions(reminders)) {
				// Throws what it failed of.
				if (status === 'error') outputOf(await world.rest.getExecution(id), 'Send the reminder');
			}
			return mailServer.mails.find(isOfJob);
		},
		{ timeoutMs: 60_000 },
	);
	expect(mail).toMatchObject({ from: fromEmail, to: [toEmail] });
	expect(mail.content).toContain(`Subject: Job ${jobId}: the offer has been waiting for`);
	expect(mail.content).toContain('Name: Shoes\nFiles: 1\nPrice: 0.75\nWaiting for:');
	for (const execution of await executionsOf(world, reminders, 1)) {
		expect(execution).toMatchObject({ status: 'success' });
	}
	await world.rest.deactivateWorkflow(reminders);
	expect(mailServer.mails.filter(isOfJob)).toHaveLength(1);
}, 120_000);
