import { atMost, type CaseResult } from '../support/caseResult.ts';
import { option, timeCurl } from '../support/curl.ts';
import { memoryInFreshN8n } from '../support/freshN8n.ts';
import type { MemoryUse } from '../support/memory.ts';
import { downloadNode, httpDownload, httpUpload, uploadNode } from '../support/nodes.ts';
import { inRounds } from '../support/rounds.ts';
import type { SourceFile } from '../support/sourceFile.ts';
import { ratioOf, spreadOf, type Spread } from '../support/statistics.ts';
import { megabytes, ratio, timeSpread } from '../support/table.ts';
import { timeNode, type TimedRun } from '../support/timeNode.ts';
import type { BenchWorld, Service } from '../support/world.ts';

/** What one way of moving files did, all rounds together. */
interface Contestant {
	ms: Spread;
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
	curlMs: Spread | undefined;
	/** Ours to HTTP Request. */
	ratio: number;
	/** Ours to curl. */
	curlRatio: number | undefined;
}

/** One way to do a job, once. */
interface Way {
	(): Promise<TimedRun>;
}

/** Uploads a file under so many names to one job. */
export async function measureUploads(
	world: BenchWorld,
	service: Service,
	source: SourceFile,
	files: number,
	rounds: number,
): Promise<TransferFigures> {
	const { sandbox } = service;
	const [jobId] = await sandbox.createJobs(1);
	const job = await sandbox.get<{ upload: { postUrl: string } }>(`/jobs/${jobId}`);
	const { postUrl } = job.upload;
	const names = Array.from({ length: files }, (_, number) => `file-${number + 1}.bin`);
	const input = names.map((fileName) => ({
		json: { jobId, postUrl },
		binary: { data: { ...source.binary, fileName } },
	}));
	const checked = async (run: Promise<TimedRun>) => {
		const result = await run;
		const arrived = await sandbox.filesOf(jobId);
		const whole = arrived.filter(({ size }) => size === source.bytes).length;
		if (whole !== files) throw new Error(`Of ${files} files ${whole} arrived whole.`);
		return result;
	};
	const ways = {
		ours: async () => await checked(timeNode(world.rest, uploadNode(service), input)),
		httpRequest: async () => await checked(timeNode(world.rest, httpUpload(), input)),
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
	const { sandbox } = service;
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
	const input = [{ json: { jobId, fileId, getUrl: original.real } }];
	const checked = async (run: Promise<TimedRun>) => {
		const result = await run;
		const { bytes } = result.items[0]?.binary?.data ?? {};
		if (bytes !== source.bytes) throw new Error(`Of ${source.bytes} bytes ${bytes} arrived.`);
		return result;
	};
	const ways = {
		ours: async () => await checked(timeNode(world.rest, downloadNode(service), input)),
		httpRequest: async () => await checked(timeNode(world.rest, httpDownload(), input)),
	};
	const curl = [option('url', original.real), option('output', `${world.folder}/download.bin`)];
	const measured = await measure(world, service, ways, rounds, curl);
	return { direction: 'download', files: 1, bytesEach: source.bytes, ...measured };
}

/** Memory first, each way in an n8n of its own; then the times, in turns in one n8n. */
async function measure(
	world: BenchWorld,
	service: Service,
	ways: Record<'ours' | 'httpRequest', Way>,
	rounds: number,
	curl: string[],
) {
	const warmUp = async () => await warmedUp.get(service)?.();
	const ours = await memoryInFreshN8n(world, warmUp, ways.ours);
	const httpRequest = await memoryInFreshN8n(world, warmUp, ways.httpRequest);
	const counted = (way: Way) => async () => {
		await service.sandbox.forgetRequests();
		const { milliseconds } = await way();
		const { atOnce } = await service.sandbox.seen();
		return { milliseconds, atOnce };
	};
	const runs = await inRounds(rounds, {
		ours: counted(ways.ours),
		httpRequest: counted(ways.httpRequest),
		curl: async () => ({ milliseconds: await timeCurl(curl), atOnce: 1 }),
	});
	const figures = (way: 'ours' | 'httpRequest', { memory }: { memory: MemoryUse }) => ({
		ms: spreadOf(runs[way].map(({ milliseconds }) => milliseconds ?? 0)),
		memory,
		atOnce: Math.max(...runs[way].map(({ atOnce }) => atOnce)),
	});
	const curlTimes = runs.curl.flatMap(({ milliseconds }) => milliseconds ?? []);
	const curlMs = curlTimes.length > 0 ? spreadOf(curlTimes) : undefined;
	const found = { ours: figures('ours', ours), httpRequest: figures('httpRequest', httpRequest) };
	return {
		...found,
		curlMs,
		ratio: ratioOf(found.ours.ms, found.httpRequest.ms),
		curlRatio: curlMs && ratioOf(found.ours.ms, curlMs),
	};
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

/**
 * The table of a case that moves files.
 *
 * @param asked those of the figures that the targets are about: no slower than the HTTP Request node
 * @param memoryLimit how much n8n's memory may grow by at most, in bytes
 */
export function transferResult(
	title: string,
	figures: TransferFigures[],
	asked: TransferFigures[],
	memoryLimit: number,
): CaseResult {
	return {
		title,
		columns: transferColumns,
		rows: figures.map(transferRow),
		notes: transferNotes(figures),
		targets: asked.flatMap((one) => [
			atMost(`${nameOf(one)}: memory growth`, one.ours.memory.growth, memoryLimit, megabytes),
			atMost(`${nameOf(one)}: time to HTTP Request`, one.ratio, 1, ratio),
		]),
		figures,
	};
}

const transferColumns = [
	'what',
	'ours',
	'HTTP Request',
	'curl',
	'ours / HTTP R.',
	'ours / curl',
	'growth, ours',
	'HTTP R.',
	'at once, ours',
	'HTTP R.',
];

function transferRow(one: TransferFigures): string[] {
	const { ours, httpRequest, curlMs, curlRatio } = one;
	return [
		nameOf(one),
		timeSpread(ours.ms),
		timeSpread(httpRequest.ms),
		curlMs ? timeSpread(curlMs) : 'no curl',
		ratio(one.ratio),
		curlRatio === undefined ? '' : ratio(curlRatio),
		megabytes(ours.memory.growth),
		megabytes(httpRequest.memory.growth),
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
		`Growth: how much more memory n8n held at its peak than before, in an n8n just started and warmed up${sampled ? '; looked at ten times a second, so that a short peak can be missed' : ''}.`,
	];
}
