/** A photo on this machine's disk. */
export interface Photo {
	name: string;
	path: string;
	mediaType: string;
}
