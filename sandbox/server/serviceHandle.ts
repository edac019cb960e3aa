/** What the sandbox of every service shows of itself: where it is, what was asked of it, what goes wrong. */
import type { FaultList } from './faults.ts';
import { controlPath } from './httpServer.ts';
import type { RecordedRequest, RequestJournal } from './journal.ts';

/** A service's addresses, known once its servers listen. */
interface Addresses {
	apiUrl: string;
	storageUrl: string;
}

/** What both servers of a service share. */
export interface ServerRecords {
	journal: RequestJournal;
	faults: FaultList;
}

export abstract class ServiceHandle {
	/** `Bright River` or `Skyfish`. */
	abstract readonly name: string;
	/** The faults that tests and people switch on. */
	readonly faults: FaultList;
	private readonly addresses: Addresses;
	private readonly journal: RequestJournal;

	constructor(addresses: Addresses, { journal, faults }: ServerRecords) {
		this.addresses = addresses;
		this.journal = journal;
		this.faults = faults;
	}

	/** The API's origin, e.g. `http://127.0.0.1:8765`. */
	get url(): string {
		return this.addresses.apiUrl;
	}

	/** The page for people: what happens here, and the means to change it. */
	get boardUrl(): string {
		return `${this.url}${controlPath}`;
	}

	/** The storage's origin: where files go in and come out. */
	get storageUrl(): string {
		return this.addresses.storageUrl;
	}

	/** Every request to API and storage, newest last; the last 10,000. */
	get requests(): RecordedRequest[] {
		return this.journal.requests;
	}

	clearRequests(): void {
		this.journal.clear();
	}

	/** The highest number of requests in flight at once since the last resetStatistics(). */
	get maxInFlight(): number {
		return this.journal.maxInFlight;
	}

	resetStatistics(): void {
		this.journal.resetStatistics();
	}
}
