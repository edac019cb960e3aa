import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../sandbox/index.ts';
import { contentOf, useBinaryMode } from '../tools/n8n-engine/binaryFiles.ts';
import { runNode, type Installed } from '../tools/n8n-engine/engine.ts';
import type { Photo } from '../tools/photos/photo.ts';
import { credentialData } from '../tools/world/world.ts';
import { isImage } from './photoFiles.ts';

export interface FirstPhotoOptions {
	/** The nodes. */
	installed: Installed;
	sandbox: Sandbox;
	photo: Photo;
	/** The folder for its result, made if need be. */
	outFolder: string;
	print: (line: string) => void;
	/** Cancels what is under way. */
	signal: AbortSignal;
}

/**
 * Takes a photo all the way in n8n's engine, which needs no n8n around it: sent, its offer accepted, and
 * downloaded once it is edited. Tells each step.
 *
 * @returns what is wrong with what came back; nothing when all is well
 */
export async function takeFirstPhoto(options: FirstPhotoOptions): Promise<string[]> {
	try {
		return await takeIt(options);
	} catch (error) {
		options.signal.throwIfAborted();
		const { message, description } = error as Error & { description?: string | null };
		return [['The first photo did not come back:', message, description].filter(Boolean).join(' ')];
	}
}

async function takeIt(options: FirstPhotoOptions): Promise<string[]> {
	const { sandbox, photo, outFolder } = options;
	await useBinaryMode('default');
	const original = readFileSync(photo.path);
	const [sent] = await run(options, 'sendPhotos', {
		parameters: {
			name: 'First photo',
			description: 'Clip the product from its background and put it on white.',
			oneJobFor: 'item',
			binaryPropertyName: 'data',
			requestOffer: true,
		},
		input: [itemOf(photo, original)],
	});
	const jobId = sent.json.jobId as number;
	const tell = (operation: string, what: string) =>
		options.print(`Job > ${operation.padEnd(16)}  ${what}`);
	tell('Send Photos', `Job ${jobId} has "${photo.name}"; its offer is requested.`);
	const onJob = { jobId: { __rl: true, mode: 'id', value: jobId } };
	const waitFor = async (group: string) => {
		const [{ json }] = await run(options, 'waitForStatus', {
			parameters: { ...onJob, statusGroups: [group], statuses: [], options: { interval: 1 } },
		});
		tell('Wait for Status', `${String(json.status)}: ${String(json.statusMeaning)}`);
	};

	await waitFor('needsAcceptance');
	await run(options, 'acceptOffer', { parameters: onJob });
	tell('Accept Offer', 'The offer is accepted; the photo is being edited.');
	await waitFor('readyToDownload');
	const results = await run(options, 'downloadResults', {
		parameters: { ...onJob, resultsAs: 'items', binaryPropertyName: 'data' },
	});
	if (results.length !== 1) return [`Of the first photo, ${results.length} results came back.`];
	const edited = await contentOf(results[0].binary?.data);
	const fault = await faultOf(photo, original, edited);
	if (fault !== undefined) return [fault];
	mkdirSync(outFolder, { recursive: true });
	const path = join(outFolder, `${jobId}-${photo.name}`);
	writeFileSync(path, edited);
	const sizes = `${kilobytes(original)} sent, ${kilobytes(edited)} edited`;
	tell('Download Results', `${photo.name}, ${sizes}: ${path}`);
	options.print(`Before and after        ${sandbox.brightRiver.boardUrl}#job-${jobId}`);
	return [];
}

async function run(
	{ installed, sandbox, signal }: FirstPhotoOptions,
	operation: string,
	{ parameters, input }: { parameters: INodeParameters; input?: INodeExecutionData[] },
): Promise<INodeExecutionData[]> {
	signal.throwIfAborted();
	let cancel = () => undefined as void;
	const onAbort = () => cancel();
	signal.addEventListener('abort', onAbort);
	try {
		return await runNode(installed, {
			type: 'brightRiver',
			parameters: { resource: 'job', operation, ...parameters },
			credentials: { brightRiverApi: credentialData(sandbox) },
			input,
			onStart: (execution) => (cancel = () => execution.cancel()),
		});
	} finally {
		signal.removeEventListener('abort', onAbort);
		signal.throwIfAborted();
	}
}

function itemOf({ name, mediaType }: Photo, content: Buffer): INodeExecutionData {
	return {
		json: {},
		binary: {
			data: {
				data: content.toString('base64'),
				mimeType: mediaType,
				fileName: name,
				fileExtension: extname(name).slice(1),
			},
		},
	};
}

async function faultOf(
	{ name }: Photo,
	original: Buffer,
	edited: Buffer,
): Promise<string | undefined> {
	if (edited.equals(original)) return `The first photo, ${name}, came back as it was sent.`;
	if (!(await isImage(edited))) return `The first photo, ${name}, is not an image any more.`;
	return undefined;
}

function kilobytes(content: Buffer): string {
	return `${Math.round(content.length / 1000)} kB`;
}
