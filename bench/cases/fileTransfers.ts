import { atMost, type CaseResult, type Target } from '../support/caseResult.ts';
import { option, timeCurl } from '../support/curl.ts';
import { memoryInFreshN8n } from '../support/freshN8n.ts';
import { floorDownload, floorUpload } from '../support/floorNodes.ts';
import type { MemoryUse } from '../support/memory.ts';
import {
	downloadNode,
	httpDownload,
	httpUpload,
	uploadNode,
	withChecksum,
} from '../support/nodes.ts';
import { n8nProcesses, processorMs } from '../support/processes.ts';
import { inRounds } from '../support/rounds.ts';
import type { SourceFile } from '../support/sourceFile.ts';
import { ratioOf, spreadOf, type Spread } from '../support/statistics.ts';
import { megabytes, ratio, timeSpread } from '../support/table.ts';
import { timeNode, type TestedNode, type TimedRun } from '../support/timeNode.ts';
import type { BenchWorld, Service } from '../support/world.ts';

/** What one way of moving files did, all rounds together. */
interface Contestant {
	ms: Spread;
	/** What n8n's process took for the whole execution; `undefined` where it cannot be told. */
	processorMs: Spread | undefined;
	/** In a fresh n8n. */
	memory: MemoryUse;
	/** Requests under way at once, at most, to API and storage together. */
	atOnce: number;
}

/** Files of one size, moved in one direction. */
export interface TransferFigures {
	direction: 'upload' | 'download';
	files: number;
	bytesEach: number;
	ours: Contestant;
	httpRequest: Contestant;
	/** Ours with "Verify Files" at size and checksum. */
	checksumMs: Spread;
	/** A node that does nothing but hand the files on. */
	floorMs: Spread;
	floorMemory: MemoryUse;
	curlMs: Spread | undefined;
	/** Ours to HTTP Request. */
	ratio: number;
	/** The same, of processor time: it holds on a busy machine, too. */
	processorRatio: number | undefined;
	/** With checksums to HTTP Request. */
	checksumRatio: number;
	/** Ours to curl. */
	curlRatio: number | undefined;
}

/** One way to do a job, once. */
interface Way {
	(): Promise<TimedRun>;
}

/** Everybody who moves the same files. */
interface Ways {
	ours: Way;
	httpRequest: Way;
	checksum: Way;
	floor: Way;
}

/** A file that is to go to one job under so many names. */
export async function uploadsOf({ sandbox }: Service, source: SourceFile, files: number) {
	const [jobId] = await sandbox.createJobs(1);
	const job = await sandbox.get<{ upload: { postUrl: string } }>(`/jobs/${jobId}`);
	const { postUrl } = job.upload;
	const names = Array.from({ length: files }, (_, number) => `file-${number + 1}.bin`);
	const input = names.map((fileName) => ({
		json: { jobId, postUrl },
		binary: { data: { ...source.binary, fileName } },
	}));
	return { jobId, postUrl, names, input };
}

/** A file that is in a job, to be downloaded. */
export async function downloadOf({ sandbox }: Service, source: SourceFile) {
	const [jobId] = await sandbox.createJobs(1);
	const job = await sandbox.get<{ upload: { postUrl: string } }>(`/jobs/${jobId}`);
	await timeCurl([
		option('url', job.upload.postUrl),
		option('form', `file=@${source.path}`),
		option('output', '/dev/null'),
	]);
	const { files } = await sandbox.get<{ files: Array<{ id: number; original: { real: string } }> }>(
		`/jobs/${jobId}/files`,
	);
	const [{ id: fileId, original }] = files;
	return { getUrl: original.real, input: [{ json: { jobId, fileId, getUrl: original.real } }] };
}

/** Uploads a file under so many names to one job. */
export async function measureUploads(
	world: BenchWorld,
	service: Service,
	source: SourceFile,
	files: number,
	rounds: number,
): Promise<TransferFigures> {
	const { jobId, postUrl, names, input } = await uploadsOf(service, source, files);
	const checked = async (run: Promise<TimedRun>) => {
		const result = await run;
		const arrived = await service.sandbox.filesOf(jobId);
		const whole = arrived.filter(({ size }) => size === source.bytes).length;
		if (whole !== files) throw new Error(`Of ${files} files ${whole} arrived whole.`);
		return result;
	};
	const way = (node: TestedNode) => async () => await checked(timeNode(world.rest, node, input));
	const ways: Ways = {
		ours: way(uploadNode(service)),
		httpRequest: way(httpUpload()),
		checksum: way(uploadNode(service, withChecksum)),
		floor: way(floorUpload()),
	};
	const form = `file=@${source.path}`;
	const curl = names.flatMap((name, place) => [
		...(place === 0 ? [] : ['next', 'silent', 'show-error', 'fail']),
		option('url', postUrl),
		option('form', `${form};filename=${name}`),
		option('output', '/dev/null'),
	]);
	const measured = await measure(world, service, ways, rounds, curl);
	return { direction: 'upload', files, bytesEach: source.bytes, ...measured };
}

/** Downloads a file that was uploaded to a job before. */
export async function measureDownload(
	world: BenchWorld,
	service: Service,
	source: SourceFile,
	rounds: number,
): Promise<TransferFigures> {
	const { getUrl, input } = await downloadOf(service, source);
	const checked = async (run: Promise<TimedRun>) => {
		const result = await run;
		const { bytes } = result.items[0]?.binary?.data ?? {};
		if (bytes !== source.bytes) throw new Error(`Of ${source.bytes} bytes ${bytes} arrived.`);
		return result;
	};
	const way = (node: TestedNode) => async () => await checked(timeNode(world.rest, node, input));
	const ways: Ways = {
		ours: way(downloadNode(service)),
		httpRequest: way(httpDownload()),
		checksum: way(downloadNode(service, withChecksum)),
		floor: way(floorDownload()),
	};
	const curl = [option('url', getUrl), option('output', `${world.folder}/download.bin`)];
	const measured = await measure(world, service, ways, rounds, curl);
	return { direction: 'download', files: 1, bytesEach: source.bytes, ...measured };
}

/** Memory first, each way in an n8n of its own; then the times, in turns in one n8n. */
async function measure(
	world: BenchWorld,
	service: Service,
	ways: Ways,
	rounds: number,
	curl: string[],
) {
	const warmUp = async () => await warmedUp.get(service)?.();
	const ours = await memoryInFreshN8n(world, warmUp, ways.ours);
	const httpRequest = await memoryInFreshN8n(world, warmUp, ways.httpRequest);
	const floor = await memoryInFreshN8n(world, warmUp, ways.floor);
	const counted = (way: Way) => async () => {
		await service.sandbox.forgetRequests();
		const [pid] = n8nProcesses(world.n8n.userFolder);
		const before = processorMs(pid) ?? NaN;
		const { milliseconds } = await way();
		const processor = (processorMs(pid) ?? NaN) - before;
		const { atOnce } = await service.sandbox.seen();
		return { milliseconds, processor, atOnce };
	};
	const runs = await inRounds(rounds, {
		ours: counted(ways.ours),
		httpRequest: counted(ways.httpRequest),
		checksum: counted(ways.checksum),
		floor: counted(ways.floor),
		curl: async () => ({
			milliseconds: (await timeCurl(curl)) ?? NaN,
			processor: NaN,
			atOnce: 0,
		}),
	});
	const figures = (way: 'ours' | 'httpRequest', { memory }: { memory: MemoryUse }) => ({
		ms: spreadOf(runs[way].map(({ milliseconds }) => milliseconds)),
		processorMs: measuredSpread(runs[way].map(({ processor }) => processor)),
		memory,
		atOnce: Math.max(...runs[way].map(({ atOnce }) => atOnce)),
	});
	const times = (way: keyof typeof runs) => runs[way].map(({ milliseconds }) => milliseconds);
	const curlMs = measuredSpread(times('curl'));
	const checksumMs = spreadOf(times('checksum'));
	const found = { ours: figures('ours', ours), httpRequest: figures('httpRequest', httpRequest) };
	const [oursTook, theirsTook] = [found.ours.processorMs, found.httpRequest.processorMs];
	return {
		...found,
		checksumMs,
		floorMs: spreadOf(times('floor')),
		floorMemory: floor.memory,
		curlMs,
		ratio: ratioOf(found.ours.ms, found.httpRequest.ms),
		processorRatio: oursTook && theirsTook && ratioOf(oursTook, theirsTook),
		checksumRatio: ratioOf(checksumMs, found.httpRequest.ms),
		curlRatio: curlMs && ratioOf(found.ours.ms, curlMs),
	};
}

/** Of what could be measured; `undefined` where nothing could. */
function measuredSpread(samples: number[]): Spread | undefined {
	const measured = samples.filter((sample) => !Number.isNaN(sample));
	return measured.length > 0 ? spreadOf(measured) : undefined;
}

const warmedUp = new Map<Service, () => Promise<void>>();

/** Makes every fresh n8n of this service run both nodes in both directions once, with a small file. */
export async function warmUpWith(world: BenchWorld, service: Service, small: SourceFile) {
	const { sandbox } = service;
	const [jobId] = await sandbox.createJobs(1);
	const { upload } = await sandbox.get<{ upload: { postUrl: string } }>(`/jobs/${jobId}`);
	const sent = [
		{
			json: { jobId, postUrl: upload.postUrl },
			binary: { data: { ...small.binary, fileName: 'small.bin' } },
		},
	];
	warmedUp.set(service, async () => {
		await timeNode(world.rest, uploadNode(service), sent);
		await timeNode(world.rest, httpUpload(), sent);
		const { files } = await sandbox.get<{
			files: Array<{ id: number; original: { real: string } }>;
		}>(`/jobs/${jobId}/files`);
		const got = [{ json: { jobId, fileId: files[0].id, getUrl: files[0].original.real } }];
		await timeNode(world.rest, downloadNode(service), got);
		await timeNode(world.rest, httpDownload(), got);
	});
}

/** What is asked of the transfer of some files. */
export interface TransferTargets {
	/** Of the time of the HTTP Request node, at most. */
	ratio: number;
	/** How much n8n's memory may grow by, in bytes; in any case no more than with the HTTP Request node. */
	growth?: number;
}

/**
 * The table of a case that moves files.
 *
 * @param asked those of the figures that targets are about, as `download 500 MB`
 */
export function transferResult(
	title: string,
	figures: TransferFigures[],
	asked: Record<string, TransferTargets>,
): CaseResult {
	return {
		title,
		columns: transferColumns,
		rows: figures.map(transferRow),
		notes: transferNotes(figures),
		targets: figures.flatMap((one) => targetsOf(one, asked[nameOf(one)])),
		figures,
	};
}

function targetsOf(one: TransferFigures, asked: TransferTargets | undefined): Target[] {
	const { ours, httpRequest, ratio: found } = one;
	const growth = Math.min(asked?.growth ?? Infinity, httpRequest.memory.growth);
	return [
		...(asked ? [atMost(`${nameOf(one)}: time to HTTP Request`, found, asked.ratio, ratio)] : []),
		atMost(`${nameOf(one)}: memory growth`, ours.memory.growth, growth, megabytes),
	];
}

const transferColumns = [
	'what',
	'ours',
	'HTTP Request',
	'floor',
	'curl',
	'ours / HTTP R.',
	'processor time',
	'with checksum',
	'ours / curl',
	'growth, ours',
	'HTTP R.',
	'floor',
	'at once, ours',
	'HTTP R.',
];

function transferRow(one: TransferFigures): string[] {
	const {
		ours,
		httpRequest,
		floorMs,
		floorMemory,
		curlMs,
		processorRatio,
		checksumRatio,
		curlRatio,
	} = one;
	return [
		nameOf(one),
		timeSpread(ours.ms),
		timeSpread(httpRequest.ms),
		timeSpread(floorMs),
		curlMs ? timeSpread(curlMs) : 'no curl',
		ratio(one.ratio),
		processorRatio === undefined ? '' : ratio(processorRatio),
		ratio(checksumRatio),
		curlRatio === undefined ? '' : ratio(curlRatio),
		megabytes(ours.memory.growth),
		megabytes(httpRequest.memory.growth),
		megabytes(floorMemory.growth),
		String(ours.atOnce),
		String(httpRequest.atOnce),
	];
}

function nameOf({ direction, files, bytesEach }: TransferFigures): string {
	return `${direction} ${files === 1 ? '' : `${files} × `}${megabytes(bytesEach)}`;
}

/** What the figures of a table mean, in a sentence each. */
function transferNotes(figures: TransferFigures[]): string[] {
	const sampled = figures.some(({ ours }) => ours.memory.method === 'sampled');
	return [
		"Time: the node's own, as n8n writes it down; median (smallest–largest). curl moves the same bytes to and from the same service, one file after the other.",
		"Floor: a node that hands files from n8n's storage to the address, 32 at once, or from the address to n8n's storage, with n8n's own helpers, and does nothing else.",
		'Processor time: that of n8n for the whole execution, ours to HTTP Request; it holds on a busy machine, too.',
		'With checksum: the time of ours with "Verify Files" at size and checksum, to HTTP Request, which compares nothing. By default, ours compares the size.',
		`Growth: how much more memory n8n held at its peak than before, in an n8n just started and warmed up${sampled ? '; looked at ten times a second, so that a short peak can be missed' : ''}.`,
	];
}
