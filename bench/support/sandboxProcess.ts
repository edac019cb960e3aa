import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectNode } from '../../tools/checkout/projectFolder.ts';
import { startGuarded } from '../../tools/processes/startGuarded.ts';

/** How the sandbox's control routes show a job. */
interface ControlledJob {
	id: number;
	files: Array<{ id: number; fileName: string; size: number }>;
}

/** What came in since the counters were set back. */
export interface Seen {
	/** Requests under way at the same time, at most. */
	atOnce: number;
	/** In the order of their arrival; of very many only the last 10,000. */
	requests: Array<{ method: string; path: string; startedAt: number; endedAt: number | null }>;
}

/** What the sandbox prints when it is ready. */
interface Facts {
	brightRiver: Record<string, string>;
	skyfish: Record<string, string>;
}

/** A service whose requests are counted. */
export interface RequestedService {
	forgetRequests(): Promise<void>;
	seen(): Promise<Seen>;
}

/** What steers one of the sandbox's services from outside. */
abstract class SteeredService implements RequestedService {
	abstract readonly url: string;

	/** Every answer of the API comes that much later; 0 ends it. */
	async delayAnswers(milliseconds: number): Promise<void> {
		await this.control('DELETE', 'faults');
		if (milliseconds === 0) return;
		const fault = { kind: 'delay', ms: milliseconds, server: 'api', times: 'Infinity' };
		await this.control('POST', 'faults', fault);
	}

	async forgetRequests(): Promise<void> {
		await this.control('DELETE', 'requests');
	}

	async seen(): Promise<Seen> {
		const { maxInFlight, requests } = await this.control<{
			maxInFlight: number;
			requests: Seen['requests'];
		}>('GET', 'requests');
		return { atOnce: maxInFlight, requests };
	}

	protected async control<T>(method: string, path: string, body?: object): Promise<T> {
		const answer = await fetch(`${this.url}/_sandbox/${path}`, {
			method,
			// A connection that was kept may be closed just when it is used again.
			headers: { connection: 'close', ...(body && { 'content-type': 'application/json' }) },
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await answer.text();
		if (!answer.ok) throw new Error(`The sandbox answered ${path} with ${answer.status}: ${text}`);
		return (text === '' ? undefined : JSON.parse(text)) as T;
	}
}

/** The Skyfish of a sandbox. */
export class SkyfishProcess extends SteeredService {
	readonly url: string;
	readonly rootFolderId: number;
	/** What opens it, as a person enters it into the credential. */
	readonly login: Record<string, string>;

	constructor({ url, rootFolderId, ...login }: Record<string, string>) {
		super();
		this.url = url;
		this.rootFolderId = Number(rootFolderId);
		const { username, password, apiKey, apiSecret } = login;
		this.login = { username, password, apiKey, apiSecret, baseUrl: url };
	}

	/** Media items that were uploaded evenly over the last so many ms. Gives their ids. */
	async addMediaOver(count: number, lastMs: number): Promise<number[]> {
		return (await this.control<{ ids: number[] }>('POST', 'media/many', { count, lastMs })).ids;
	}

	/** One more, which searches know at once. */
	async addMedia(): Promise<void> {
		await this.control('POST', 'media', {});
		await this.control('POST', 'index');
	}

	async retitle(id: number, title: string): Promise<void> {
		await this.control('POST', `media/${id}/title`, { title });
		await this.control('POST', 'index');
	}
}

/** So many jobs are changed at once. */
const changesAtOnce = 20;

/** The sandbox in a process of its own, so that it takes no turn from what is measured; what it has is Bright River's. */
export class SandboxProcess extends SteeredService {
	readonly url: string;
	readonly clientToken: string;
	readonly sessionToken: string;
	readonly skyfish: SkyfishProcess;
	private readonly end: () => Promise<void>;

	private constructor(facts: Facts, end: () => Promise<void>) {
		super();
		this.url = facts.brightRiver.url;
		this.clientToken = facts.brightRiver.clientToken;
		this.sessionToken = facts.brightRiver.sessionToken;
		this.skyfish = new SkyfishProcess(facts.skyfish);
		this.end = end;
	}

	/** Starts one in which nothing happens by itself. It ends with this process at the latest. */
	static async start(projectFolder: string, dataFolder: string): Promise<SandboxProcess> {
		const options = ['--json', '--manual', '--port', '0', '--storage-port', '0'];
		const running = startGuarded(
			projectNode(projectFolder),
			[join(projectFolder, 'sandbox', 'cli', 'start.ts'), ...options, '--data', dataFolder],
			{ projectFolder, cwd: projectFolder, env: process.env, output: 'pipe' },
		);
		const end = async () => {
			running.signal('SIGTERM');
			await running.ended;
		};
		const { stdout, stderr } = running.child;
		if (!stdout || !stderr) throw new Error('The sandbox has no output.');
		let problem = '';
		stderr.on('data', (chunk: Buffer) => (problem += chunk.toString()));
		const ready = await new Promise<string>((resolve, reject) => {
			createInterface({ input: stdout }).once('line', resolve);
			void running.ended.then(
				() => reject(new Error(`The sandbox ended before it was ready: ${problem}`)),
				reject,
			);
		});
		return new SandboxProcess(JSON.parse(ready) as Facts, end);
	}

	/** What every call to the API carries. */
	get headers(): Record<string, string> {
		return {
			'X-Client-Token': this.clientToken,
			'X-Session-Token': this.sessionToken,
			Accept: 'application/json',
			'Content-Type': 'application/json',
		};
	}

	/** Makes jobs that searches know at once. Gives their ids. */
	async createJobs(count: number, status?: string): Promise<number[]> {
		const { ids } = await this.control<{ ids: number[] }>('POST', 'jobs', { count, status });
		await this.control('POST', 'index', {});
		return ids;
	}

	/** Moves jobs to a status, in which searches know them at once. */
	async setStatuses(ids: number[], status: string): Promise<void> {
		for (let first = 0; first < ids.length; first += changesAtOnce) {
			const some = ids.slice(first, first + changesAtOnce);
			await Promise.all(
				some.map(async (id) => await this.control('POST', `jobs/${id}/status`, { status })),
			);
		}
		await this.control('POST', 'index', {});
	}

	/** The files that the service has of a job. */
	async filesOf(jobId: number): Promise<ControlledJob['files']> {
		const jobs = await this.control<ControlledJob[]>('GET', 'jobs');
		return jobs.find(({ id }) => id === jobId)?.files ?? [];
	}

	/** A call of the API itself, as a client makes it. */
	async get<T>(path: string): Promise<T> {
		const answer = await fetch(this.url + path, { headers: this.headers });
		if (!answer.ok) throw new Error(`The sandbox answered ${path} with ${answer.status}.`);
		return (await answer.json()) as T;
	}

	async stop(): Promise<void> {
		await this.end();
	}
}
