import { sendPhotos } from '../tools/examples/sendPhotos.ts';
import {
	fillIn,
	formPath,
	readWorkflow,
	watchEveryStatus,
	type FilledIn,
} from '../tools/examples/workflowFiles.ts';
import type { Sandbox } from '../sandbox/index.ts';
import type { Workflow } from '../tools/n8n-host/n8nTypes.ts';
import type { Photo } from '../tools/photos/photo.ts';
import { waitUntil } from '../tools/processes/waitUntil.ts';
import { createSkyfishCredential } from '../tools/world/skyfishCredential.ts';
import { startWorld, type World } from '../tools/world/world.ts';
import { prepare, type Prepared } from './beforeN8n.ts';
import { DemoError } from './demoError.ts';
import type { DemoOptions } from './demoOptions.ts';
import { followExecutions } from './follow.ts';
import { libraryFolder } from './library.ts';
import { Milestones } from './milestones.ts';
import { Story, type WorkflowIds } from './story.ts';
import { faultsOf } from './verdict.ts';

const pollSeconds = 1;
/** The status that the sandbox's jobs come to rest in. */
const restingStatus = 'CJ_NOTIFIED_WORK_DN';
/** How long a job may take for its statuses alone, and what each photo may add. */
const longestJobMs = 180_000;
const longestPhotoMs = 10_000;

/** A demo that runs: its photos are on their way. */
export interface RunningDemo {
	/** What went wrong by the time the photos are back; nothing when all is well. */
	faults: Promise<string[]>;
	/** Rejects when n8n does not answer any more; otherwise it resolves after `stop`. */
	running: Promise<void>;
	/** How long it took to get there. */
	milestones: Milestones;
	/** Ends everything it started. */
	stop(): Promise<void>;
}

/**
 * Installs n8n if need be, starts everything and sends the photos. From then on it tells what
 * happens, until it is stopped.
 */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
	const { signal } = options;
	const milestones = new Milestones();
	// Ended last started first.
	const started = new AsyncDisposableStack();
	const stop = async () => await started.disposeAsync();
	try {
		const prepared = await prepare(options, milestones, started);
		const { faults, running } = await startStory(options, prepared, milestones, started);
		signal.throwIfAborted();
		return { faults, running, milestones, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Starts n8n and sends the photos to it. */
async function startStory(
	{ projectFolder, n8nPort, signal, print }: DemoOptions,
	{ sandbox, tarballs, photos, outFolder, faults: earlierFaults }: Prepared,
	milestones: Milestones,
	started: AsyncDisposableStack,
): Promise<Pick<RunningDemo, 'faults' | 'running'>> {
	const world = await startWorld({
		projectFolder,
		writableFolder: outFolder,
		n8nPort,
		given: { sandbox, tarballs },
		signal,
		tell: print,
	});
	started.defer(world.stop);
	const ids = await activateWorkflows(world, projectFolder, {
		resultsFolder: outFolder,
		// Nobody is there to be asked.
		mostFiles: photos.length,
	});
	await createSkyfishCredential(world);
	milestones.reach('n8n');
	printAddresses(world, outFolder, print);
	const story = new Story(ids, print);
	const stopFollowing = new AbortController();
	const running = followExecutions(world.rest, stopFollowing.signal, (one) =>
		story.tell(one),
	).catch((error: Error) => {
		throw new DemoError(
			`n8n does not answer any more (${error.message}). Its last lines:\n${lastLines(world)}`,
		);
	});
	started.defer(async () => {
		stopFollowing.abort();
		await running.catch(() => undefined);
	});
	await sendPhotos(world.n8n.url, {
		name: `Demo with ${photos.length} photos`,
		instructions: 'Clip the products from their background and put them on white.',
		photos,
	});
	print(`Sent ${photos.length} photos through the form.`);
	const faults = findFaults(world, photos, story, running, stopFollowing.signal).then((found) => {
		milestones.reach('all done');
		return [...earlierFaults, ...found];
	});
	// Once the demo is stopped nobody waits for these any more.
	for (const promise of [faults, running]) promise.catch(() => undefined);
	return { faults, running };
}

/** Imports the three examples and the watcher, with everything filled in, and activates them. */
async function activateWorkflows(
	{ rest, credential }: World,
	projectFolder: string,
	filledIn: Pick<FilledIn, 'resultsFolder' | 'mostFiles'>,
): Promise<WorkflowIds> {
	const activate = async (workflow: Workflow) => {
		const values = { credential, pollSeconds, ...filledIn };
		const saved = await rest.createWorkflow(fillIn(workflow, values));
		await rest.activateWorkflow(saved);
		return saved.id;
	};
	return {
		watch: await activate(watchEveryStatus()),
		accept: await activate(readWorkflow(projectFolder, 'accept-offers')),
		collect: await activate(readWorkflow(projectFolder, 'collect-results')),
		send: await activate(readWorkflow(projectFolder, 'send-photos')),
	};
}

function printAddresses({ n8n, owner, sandbox }: World, out: string, print: DemoOptions['print']) {
	print(`n8n       ${n8n.url}  (sign in as ${owner.email} with the password ${owner.password})`);
	print(`Form      ${n8n.url}${formPath}  (send photos of your own)`);
	print(`Board     ${sandbox.brightRiver.boardUrl}  (jobs, photos, faults, calls)`);
	print(
		`Library   ${sandbox.skyfish.boardUrl}  (Skyfish: "${libraryFolder}", for workflows of your own)`,
	);
	print(`Results   ${out}`);
	printSecrets(sandbox, print);
}

/** The credentials are in n8n already; whoever makes another one needs these. */
function printSecrets({ brightRiver, skyfish }: Sandbox, print: DemoOptions['print']) {
	print('n8n has credentials for both: "Bright River sandbox" and "Skyfish sandbox", made of');
	print(`  base URL ${brightRiver.url}, client token ${brightRiver.clientToken},`);
	print(`  session token ${brightRiver.sessionToken}; and of`);
	print(`  base URL ${skyfish.url}, username ${skyfish.username}, password ${skyfish.password},`);
	print(`  API key ${skyfish.apiKey}, API secret ${skyfish.apiSecret}.`);
}

function lastLines({ n8n }: World): string {
	return n8n.log().trimEnd().split('\n').slice(-20).join('\n');
}

async function findFaults(
	{ sandbox }: World,
	photos: Photo[],
	story: Story,
	following: Promise<void>,
	stopped: AbortSignal,
): Promise<string[]> {
	const isOver = () => {
		if (story.failures.length > 0 || stopped.aborted) return true;
		const [jobId] = story.sent.keys();
		if (jobId === undefined || !story.isCollected(jobId)) return false;
		return story.statuses.some((one) => one.jobId === jobId && one.status === restingStatus);
	};
	const timeoutMs = longestJobMs + photos.length * longestPhotoMs;
	const over = waitUntil('the edited photos to come back', isOver, { timeoutMs, everyMs: 250 });
	// Following ends early only when n8n does not answer any more: that is the fault then.
	await Promise.race([over, following]);
	const [jobId] = story.sent.keys();
	if (jobId === undefined) return [...story.failures, 'No job was created.'];
	const history = sandbox.brightRiver.history(jobId).map(({ status }) => status);
	return await faultsOf(jobId, photos, story, history);
}
