import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A status of a job that a workflow has handled. */
export interface Entry {
	jobId: number;
	status: string;
	/** The execution that handled it. */
	executionId: string;
}

/** The service at the end of a workflow: it writes down what reaches it. */
export interface Ledger {
	url: string;
	/** Everything so far, repetitions included, in the order in which it came. */
	entries: Entry[];
	stop(): Promise<void>;
}

/** Starts a ledger that takes one entry per `POST` and tells `onEntry` of it. */
export async function startLedger(onEntry: (entry: Entry) => void): Promise<Ledger> {
	const entries: Entry[] = [];
	const server = createServer((request, response) => {
		let body = '';
		request.setEncoding('utf8');
		request.on('data', (chunk: string) => (body += chunk));
		request.on('end', () => {
			const entry = JSON.parse(body) as Entry;
			entries.push(entry);
			response.writeHead(204).end();
			onEntry(entry);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { url: `http://127.0.0.1:${port}`, entries, stop };
}
