import type { CpuProfile } from './cpuProfile.ts';

/** Talks to a process that was started with `--inspect`: profiles what it does for a while. */
export class Inspector {
	private readonly socket: WebSocket;
	private lastId = 0;
	private readonly waiting = new Map<number, (answer: Answer) => void>();

	private constructor(socket: WebSocket) {
		this.socket = socket;
		socket.addEventListener('message', ({ data }) => {
			const answer = JSON.parse(String(data)) as Answer;
			this.waiting.get(answer.id)?.(answer);
			this.waiting.delete(answer.id);
		});
	}

	/**
	 * @param log what the process and those around it have written: Node tells the addresses there
	 * @param script end of the path of what the wanted process runs
	 */
	static async open(log: string, script: string): Promise<Inspector> {
		for (const [address] of log.matchAll(/ws:\/\/\S+/g)) {
			const inspector = await Inspector.connect(address);
			const { result } = await inspector.call<{ result: { value?: string } }>('Runtime.evaluate', {
				expression: 'process.argv[1]',
			});
			if (result.value?.endsWith(script)) return inspector;
			inspector.close();
		}
		throw new Error(`No process that runs ${script} listens for an inspector.`);
	}

	private static async connect(address: string): Promise<Inspector> {
		const socket = new WebSocket(address);
		await new Promise((resolve, reject) => {
			socket.addEventListener('open', resolve);
			socket.addEventListener('error', () => reject(new Error(`${address} does not answer.`)));
		});
		return new Inspector(socket);
	}

	/** Profiles the process while `work` runs. */
	async profile(work: () => Promise<unknown>): Promise<CpuProfile> {
		await this.call('Profiler.enable');
		await this.call('Profiler.setSamplingInterval', { interval: 500 });
		await this.call('Profiler.start');
		await work();
		const { profile } = await this.call<{ profile: CpuProfile }>('Profiler.stop');
		return profile;
	}

	close(): void {
		this.socket.close();
	}

	private async call<T>(method: string, params = {}): Promise<T> {
		const id = ++this.lastId;
		const answered = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
		this.socket.send(JSON.stringify({ id, method, params }));
		const { result, error } = await answered;
		if (error) throw new Error(`${method}: ${error.message}`);
		return result as T;
	}
}

interface Answer {
	id: number;
	result?: unknown;
	error?: { message: string };
}
