/** The storage's error answers, as Amazon's S3 writes them: XML with a code and a message. */
import type { FastifyInstance } from 'fastify';

export class S3Error extends Error {
	readonly statusCode: number;
	readonly code: string;

	constructor(statusCode: number, code: string, message: string) {
		super(message);
		this.statusCode = statusCode;
		this.code = code;
	}
}

export function accessDenied(message: string): S3Error {
	return new S3Error(403, 'AccessDenied', message);
}

export function noSuchKey(): S3Error {
	return new S3Error(404, 'NoSuchKey', 'The specified key does not exist.');
}

export function invalidArgument(message: string): S3Error {
	return new S3Error(400, 'InvalidArgument', message);
}

/** Answers every error of a server in this form. */
export function answerErrors(server: FastifyInstance): void {
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		const known = error instanceof S3Error ? error : foreign(error);
		return await reply.code(known.statusCode).type('application/xml').send(xmlOf(known));
	});
	server.setNotFoundHandler(async () => {
		throw noSuchKey();
	});
}

function foreign(error: Error & { statusCode?: number }): S3Error {
	if ((error.statusCode ?? 500) < 500) return invalidArgument(error.message);
	process.stderr.write(`${error.stack ?? error.message}\n`);
	const message = 'We encountered an internal error. Please try again.';
	return new S3Error(500, 'InternalError', message);
}

function xmlOf({ code, message }: S3Error): string {
	const text = message.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);
	return `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>${code}</Code><Message>${text}</Message></Error>`;
}
