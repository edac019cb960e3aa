/** What came back, as axios puts it into an error. */
export interface AnswerInError {
	status: number;
	headers: Record<string, string>;
	data: unknown;
}

/** The error that axios throws; n8n knows it by the name of its class. */
export class AxiosError extends Error {
	readonly isAxiosError = true;

	readonly code: string;

	/** Axios keeps the whole request in its errors, with the credential's headers. */
	readonly config: { headers: object; url: string };

	readonly response: AnswerInError | undefined;

	readonly status: number | undefined;

	constructor(
		message: string,
		code: string,
		config: { headers: object; url: string },
		response?: AnswerInError,
	) {
		super(message);
		this.name = 'AxiosError';
		this.code = code;
		this.config = config;
		this.response = response;
		this.status = response?.status;
	}
}

/** What axios throws when a request's signal is aborted. */
export function canceledError(config: AxiosError['config']): AxiosError {
	const error = new AxiosError('canceled', 'ERR_CANCELED', config);
	error.name = 'CanceledError';
	return error;
}
