import { createServer, type AddressInfo, type Socket } from 'node:net';

/** An e-mail as it was sent: what the envelope says, and the text with its headers. */
export interface Mail {
	from: string;
	to: string[];
	content: string;
}

export interface MailServer {
	port: number;
	/** Oldest first. */
	mails: Mail[];
	stop(): Promise<void>;
}

/** Takes every e-mail by SMTP (RFC 5321), without signing in and without encryption. */
export async function startMailServer(): Promise<MailServer> {
	const mails: Mail[] = [];
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		serve(socket, (mail) => mails.push(mail));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port,
		mails,
		stop: async () => {
			for (const socket of sockets) socket.destroy();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function serve(socket: Socket, deliver: (mail: Mail) => void): void {
	const say = (line: string) => socket.write(`${line}\r\n`);
	let mail: Mail = { from: '', to: [], content: '' };
	let isContent = false;
	let unread = '';
	const readLine = (line: string) => {
		if (isContent) {
			if (line !== '.') {
				mail.content += `${line.replace(/^\./, '')}\n`;
				return;
			}
			isContent = false;
			deliver(mail);
			mail = { from: '', to: [], content: '' };
			say('250 OK');
			return;
		}
		const command = line.slice(0, 4).toUpperCase();
		const address = /<([^>]*)>/.exec(line)?.[1] ?? '';
		if (command === 'MAIL') mail.from = address;
		if (command === 'RCPT') mail.to.push(address);
		isContent = command === 'DATA';
		say(isContent ? '354 Go on' : command === 'QUIT' ? '221 Bye' : '250 OK');
		if (command === 'QUIT') socket.end();
	};
	socket.setEncoding('utf8').on('data', (text: string) => {
		const lines = (unread + text).split('\r\n');
		unread = lines.pop()!;
		lines.forEach(readLine);
	});
	say('220 ready');
}
