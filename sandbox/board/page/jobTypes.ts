/** A job as the board reads it. */

export interface Picture {
	id: number;
	fileName: string;
	/** Bytes. */
	size: number;
	/** Pixels; null for anything but an image. */
	width: number | null;
	height: number | null;
	/** null when there is nothing to look at. */
	preview: string | null;
}

export interface JobFile {
	id: number;
	fileName: string;
	complexityId: number | null;
	remarkToProcessor: string | null;
	remarkFromProcessor: string | null;
	acceptedByUser: boolean | null;
	rejectionReasons: string[];
	before: Picture | null;
	after: Picture[];
}

export interface Job {
	id: number;
	name: string;
	description: string | null;
	status: string;
	operatorRemarks: string | null;
	parentJobId: number | null;
	/** Milliseconds since 1970. */
	createdDate: number;
	/** How many there are; `files` has the first 200. */
	fileCount: number;
	isTest: boolean;
	/** In euros; null before the offer is made. */
	price: number | null;
	waitsFor: string | null;
	/** The statuses ahead on its road, nearest first. */
	ahead: string[];
	history: { status: string; at: number }[];
	files: JobFile[];
}
