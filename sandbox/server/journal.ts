/** What was asked of the servers: every request with its answer's status, and how many ran at once. */

export interface RecordedRequest {
	/** `api` or `storage`. */
	server: string;
	method: string;
	/** As it came: undecoded, with its query. */
	path: string;
	/** Names in lower case. */
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON or form; for an upload a summary of its parts; undefined when nothing was read. */
	body: unknown;
	/** null while no answer has gone out, and for good when the connection broke before. */
	status: number | null;
	/** Milliseconds since 1970, by the machine's clock. */
	startedAt: number;
	/** null while the request is running. */
	endedAt: number | null;
}

const longest = 10_000;

export class RequestJournal {
	/** Newest last; the oldest go when there are more than 10,000. */
	readonly requests: RecordedRequest[] = [];
	inFlight = 0;
	/** The highest number in flight at once since the last resetStatistics(). */
	maxInFlight = 0;

	/** Notes a request's arrival. */
	begin(request: Pick<RecordedRequest, 'server' | 'method' | 'path' | 'headers'>): RecordedRequest {
		const recorded = {
			...request,
			body: undefined,
			status: null,
			startedAt: Date.now(),
			endedAt: null,
		};
		this.requests.push(recorded);
		if (this.requests.length > longest) this.requests.shift();
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
		return recorded;
	}

	/** Notes that a request is over, answered or not; a second call for the same one does nothing. */
	end(recorded: RecordedRequest): void {
		if (recorded.endedAt !== null) return;
		recorded.endedAt = Date.now();
		this.inFlight--;
	}

	clear(): void {
		this.requests.length = 0;
	}

	resetStatistics(): void {
		this.maxInFlight = this.inFlight;
	}
}
