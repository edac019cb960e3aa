import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it came: `POST /jobs`, and what was in it. */
export interface RawRequest {
	/** Method and path, without query. */
	call: string;
	headers: IncomingMessage['headers'];
	body: string;
}

/** A server that answers as a test says, byte by byte if need be, and knows nothing of any service. */
export interface RawServer {
	url: string;
	requests: RawRequest[];
	/** The connections that are open at the moment. */
	connections(): Promise<number>;
	stop(): Promise<void>;
}

/** Starts one on a free port; `answer` gets each request when all of it has come. */
export async function startRawServer(
	answer: (request: RawRequest, response: ServerResponse) => void,
): Promise<RawServer> {
	const requests: RawRequest[] = [];
	const server = createServer((incoming, response) => {
		const chunks: Buffer[] = [];
		incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
		incoming.on('end', () => {
			const [path] = String(incoming.url).split('?');
			const request = {
				call: `${incoming.method} ${path}`,
				headers: incoming.headers,
				body: Buffer.concat(chunks).toString(),
			};
			requests.push(request);
			answer(request, response);
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		requests,
		connections: async () =>
			await new Promise((resolve, reject) =>
				server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
			),
		stop: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

/** Answers with JSON. */
export function json(response: ServerResponse, body: unknown, status = 200, headers = {}): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(JSON.stringify(body));
}
