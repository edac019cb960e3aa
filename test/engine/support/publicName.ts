import { readFileSync } from 'node:fs';
import {
	createServer,
	request as send,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';

/** A proxy by which a server on this machine has a name on the internet. */
export interface PublicName {
	/** For "Request Options": the proxy, whose certificate nobody has signed. */
	requestOptions: { proxy: string; allowUnauthorizedCerts: boolean };
	/** `https://api.example.com`, which leads to the server. */
	url: string;
	/** The addresses that were asked for through it. */
	asked: string[];
	stop(): Promise<void>;
}

/** Key and certificate of `api.example.com`, made for this test alone. */
const pem = readFileSync(join(__dirname, '../../fixtures/tls/api.example.com.pem'));

/** Starts one. @param origin of the server, e.g. `http://127.0.0.1:8765` */
export async function givePublicName(origin: string): Promise<PublicName> {
	const url = 'https://api.example.com';
	const asked: string[] = [];
	const handOn = (address: string, request: IncomingMessage, response: ServerResponse) => {
		asked.push(address);
		const target = new URL(address.replace(url, origin));
		const { method, headers } = request;
		const own = { ...headers, host: target.host };
		const onward = send(target, { method, headers: own }, (answer) => {
			// The server knows only its own name.
			const location = answer.headers.location?.replace(origin, url);
			const back = { ...answer.headers, ...(location ? { location } : {}) };
			response.writeHead(answer.statusCode ?? 502, back);
			answer.pipe(response);
		});
		onward.on('error', () => response.destroy());
		request.pipe(onward);
	};
	const named = createTlsServer({ key: pem, cert: pem }, (request, response) =>
		handOn(url + String(request.url), request, response),
	);
	const proxy = createServer((request, response) => handOn(String(request.url), request, response));
	const tunnels = new Set<Socket>();
	const tlsPort = await portOf(named);
	proxy.on('connect', (_request, socket: Socket) => {
		const onward = connect(tlsPort, '127.0.0.1', () => {
			socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
			socket.pipe(onward).pipe(socket);
		});
		for (const one of [socket, onward]) tunnels.add(one.on('error', () => one.destroy()));
	});
	const requestOptions = {
		proxy: `http://127.0.0.1:${await portOf(proxy)}`,
		allowUnauthorizedCerts: true,
	};
	const stop = async () => {
		for (const tunnel of tunnels) tunnel.destroy();
		for (const server of [proxy, named]) {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
	return { requestOptions, url, asked, stop };
}

async function portOf(server: Server): Promise<number> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}
