/** The API's error answers: a status code and `{"message": …}`. Guess: the words, and that a 400 has any. */
import type { SkyfishSettings } from '../settings.ts';

export class ApiError extends Error {
	readonly statusCode: number;

	constructor(statusCode: number, message: string) {
		super(message);
		this.statusCode = statusCode;
	}
}

export function badRequest(message: string): ApiError {
	return new ApiError(400, message);
}

export function unauthorized(
	message = 'You need to be logged in to access the resource',
): ApiError {
	return new ApiError(401, message);
}

export function forbidden(message = 'You do not have access to this resource'): ApiError {
	return new ApiError(403, message);
}

/** Throws where the vendor gives the permission on request only, and this account has not got it. */
export function requireSpecialPermission({ settings }: { settings: SkyfishSettings }): void {
	if (settings.readings.is('special-permissions', 'granted')) return;
	throw forbidden('This functionality requires special permission to use');
}

export function notFound(message = 'The requested resource does not exist'): ApiError {
	return new ApiError(404, message);
}

export function conflict(message: string): ApiError {
	return new ApiError(409, message);
}
