import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy by which a server on this machine has a name on the internet. */
export interface PublicName {
	/** For "Request Options > Proxy". */
	proxy: string;
	/** `http://api.example.com`, which leads to the server. */
	url: string;
	/** The addresses that were asked for through it. */
	asked: string[];
	stop(): Promise<void>;
}

/** Starts one. @param origin of the server, e.g. `http://127.0.0.1:8765` */
export async function givePublicName(origin: string): Promise<PublicName> {
	const url = 'http://api.example.com';
	const asked: string[] = [];
	const server = createServer((request, response) => {
		const address = String(request.url);
		asked.push(address);
		const target = new URL(address.replace(url, origin));
		const { method, headers } = request;
		const onward = send(
			target,
			{ method, headers: { ...headers, host: target.host } },
			(answer) => {
				// The server knows only its own name.
				const location = answer.headers.location?.replace(origin, url);
				const back = { ...answer.headers, ...(location ? { location } : {}) };
				response.writeHead(answer.statusCode ?? 502, back);
				answer.pipe(response);
			},
		);
		onward.on('error', () => response.destroy());
		request.pipe(onward);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	const stop = async () => {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	};
	return { proxy: `http://127.0.0.1:${port}`, url, asked, stop };
}
