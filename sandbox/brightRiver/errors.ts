/** The error answers of API and storage: status code and JSON body, as the documents write them. */
import type { FastifyInstance } from 'fastify';
import type { JobStatus } from './domain/statuses.ts';

export class ApiError extends Error {
	readonly statusCode: number;
	readonly body: { code: string; message: string; [more: string]: unknown };

	constructor(statusCode: number, code: string, message: string, more: object = {}) {
		super(message);
		this.statusCode = statusCode;
		this.body = { code, message, ...more };
	}
}

/** A status code and no body; the message is for FTP, which has no codes. */
export class BareError extends Error {
	readonly statusCode: number;

	constructor(statusCode: number, message: string) {
		super(message);
		this.statusCode = statusCode;
	}
}

export function missingHeader(headerName: string): ApiError {
	return new ApiError(400, 'missing_header', 'A required header was not supplied.', { headerName });
}

export function invalidJson(): ApiError {
	return new ApiError(400, 'invalid_json', 'The request body could not be parsed.');
}

export function missingParameter(parameterName: string): ApiError {
	const message = 'A required parameter was not supplied.';
	return new ApiError(400, 'missing_parameter', message, { parameterName });
}

export function invalidParameter(parameterName: string, parameterValue: unknown): ApiError {
	const message = 'A parameter was not in the right format.';
	return new ApiError(400, 'invalid_parameter', message, { parameterName, parameterValue });
}

export function nameRequired(): ApiError {
	return new ApiError(400, 'name_required', 'Name is required.');
}

export function noFilesToUpdate(): ApiError {
	const message = 'File is not found or request is incorrect.';
	return new ApiError(400, 'no_files_to_update', message);
}

/** Guess: throws a bare 400 unless the job is in one of these statuses; the document has it for Cancel alone. */
export function requireStatus(
	{ status }: { status: JobStatus },
	allowed: readonly JobStatus[],
): void {
	if (!allowed.includes(status)) {
		throw new BareError(400, `The status of the job is ${status}.`);
	}
}

// Guess: what is in the bodies of the statuses from here on; the documents have their codes only for 400.
export function unauthorized(headerName: string): ApiError {
	const message = `The value of ${headerName} is not valid.`;
	return new ApiError(401, 'unauthorized', message, { headerName });
}

export function forbidden(): ApiError {
	return new ApiError(403, 'forbidden', 'The client has no permission to access the resource.');
}

export function notFound(): ApiError {
	return new ApiError(404, 'not_found', 'The resource was not found.');
}

export function notAcceptable(): ApiError {
	const message = 'The response has the Content-Type application/json, which Accept must name.';
	return new ApiError(406, 'not_acceptable', message);
}

export function gone(): ApiError {
	const message = 'The resource is no longer available and will not be available again.';
	return new ApiError(410, 'gone', message);
}

export function lengthRequired(): ApiError {
	return new ApiError(411, 'length_required', 'The request did not specify its Content-Length.');
}

export function unsupportedMediaType(): ApiError {
	const message =
		"The Content-Type of the request is not supported. Supported are 'application/x-www-form-urlencoded' and 'application/json'.";
	return new ApiError(415, 'unsupported_media_type', message);
}

/** Answers errors as JSON: our own as they are, Fastify's in the same form. */
export function answerErrors(server: FastifyInstance): void {
	server.setErrorHandler(async (error: Error & { statusCode?: number }, _request, reply) => {
		if (error instanceof ApiError) return await reply.code(error.statusCode).send(error.body);
		if (error instanceof BareError) return await reply.code(error.statusCode).send();
		const status = error.statusCode ?? 500;
		const code = status < 500 ? 'bad_request' : 'internal_server_error';
		return await reply.code(status).send({ code, message: error.message });
	});
	server.setNotFoundHandler(async () => {
		throw notFound();
	});
}
