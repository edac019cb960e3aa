import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server of somebody else, which keeps word for word what it is sent. */
export interface Recorder {
	port: number;
	/** E.g. `http://127.0.0.2:40123`. */
	url: string;
	/** One text per request (first line, headers, body), and per attempt to speak another protocol. */
	received: string[];
	stop(): Promise<void>;
}

/** Starts one on a free port. @param host of this machine, e.g. `127.0.0.2` */
export async function startRecorder(host = '127.0.0.1'): Promise<Recorder> {
	const received: string[] = [];
	const server = createServer((request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const head = `${request.method} ${request.url}\n${request.rawHeaders.join('\n')}`;
			received.push(`${head}\n${Buffer.concat(chunks).toString('latin1')}`);
			response.setHeader('content-type', 'application/json').end('{}');
		});
	});
	server.on('clientError', (error: Error & { rawPacket?: Buffer }, socket) => {
		received.push(error.rawPacket?.toString('latin1') ?? '');
		socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
	});
	await new Promise<void>((resolve) => server.listen(0, host, resolve));
	const { port } = server.address() as AddressInfo;
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { port, url: `http://${host}:${port}`, received, stop };
}
