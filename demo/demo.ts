import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { sendPhotos } from '../tools/examples/sendPhotos.ts';
import {
	fillIn,
	formPath,
	readWorkflow,
	watchEveryStatus,
	type FilledIn,
} from '../tools/examples/workflowFiles.ts';
import type { Sandbox } from '../sandbox/index.ts';
import { installHost } from '../tools/n8n-host/installHost.ts';
import type { Workflow } from '../tools/n8n-host/n8nTypes.ts';
import type { Photo } from '../tools/photos/photo.ts';
import { makeSamplePhotos } from '../tools/photos/samplePhotos.ts';
import { waitUntil } from '../tools/processes/waitUntil.ts';
import { createSkyfishCredential } from '../tools/world/skyfishCredential.ts';
import { startWorld, type World } from '../tools/world/world.ts';
import type { DemoPlan } from './checks.ts';
import { DemoError } from './demoError.ts';
import { followExecutions } from './follow.ts';
import { fillLibrary, libraryFolder } from './library.ts';
import { Story, type WorkflowIds } from './story.ts';
import { faultsOf } from './verdict.ts';

const stageMs = 2_000;
const pollSeconds = 1;
/** The status that the sandbox's jobs come to rest in. */
const restingStatus = 'CJ_NOTIFIED_WORK_DN';
/** How long a job may take for its statuses alone, and what each photo may add. */
const longestJobMs = 180_000;
const longestPhotoMs = 10_000;

export interface DemoOptions extends DemoPlan {
	projectFolder: string;
	n8nPort?: number;
	/** Gives up the start; what has been started by then is stopped again. */
	signal: AbortSignal;
	print: (line: string) => void;
}

/** A demo that runs: its photos are on their way. */
export interface RunningDemo {
	/** What went wrong by the time the photos are back; nothing when all is well. */
	faults: Promise<string[]>;
	/** Rejects when n8n does not answer any more; otherwise it resolves after `stop`. */
	running: Promise<void>;
	/** Ends everything it started. */
	stop(): Promise<void>;
}

/**
 * Installs n8n if need be, starts everything and sends the photos. From then on it tells what
 * happens, until it is stopped.
 */
export async function startDemo(options: DemoOptions): Promise<RunningDemo> {
	const { projectFolder, n8nPort, signal, print } = options;
	await installHost({ projectFolder, onProgress: print, signal });
	mkdirSync(options.outFolder, { recursive: true });
	// n8n compares real paths with the folder that it may write to.
	const outFolder = realpathSync(options.outFolder);
	const photos = options.photos ?? (await makeSamplePhotos(join(outFolder, 'originals')));
	const world = await startWorld({
		projectFolder,
		writableFolder: outFolder,
		n8nPort,
		sandbox: { stageMs },
		signal,
		tell: print,
	});
	const stopFollowing = new AbortController();
	let following = Promise.resolve();
	const stop = async () => {
		stopFollowing.abort();
		await following.catch(() => undefined);
		await world.stop();
	};
	try {
		const ids = await activateWorkflows(world, projectFolder, {
			resultsFolder: outFolder,
			// Nobody is there to be asked.
			mostFiles: photos.length,
		});
		await createSkyfishCredential(world);
		await fillLibrary(world.sandbox, photos);
		printAddresses(world, outFolder, print);
		const story = new Story(ids, print);
		following = followExecutions(world.rest, stopFollowing.signal, (one) => story.tell(one)).catch(
			(error: Error) => {
				throw new DemoError(
					`n8n does not answer any more (${error.message}). Its last lines:\n${lastLines(world)}`,
				);
			},
		);
		await sendPhotos(world.n8n.url, {
			name: `Demo with ${photos.length} photos`,
			instructions: 'Clip the products from their background and put them on white.',
			photos,
		});
		print(`Sent ${photos.length} photos through the form.`);
		const faults = findFaults(world, photos, story, following, stopFollowing.signal);
		// Once the demo is stopped nobody waits for these any more.
		for (const promise of [faults, following]) promise.catch(() => undefined);
		signal.throwIfAborted();
		return { faults, running: following, stop };
	} catch (error) {
		await stop();
		throw error;
	}
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
