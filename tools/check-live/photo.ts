/** The one photo that the check uploads: a grey square, which nobody had to take. */
import sharp from 'sharp';

/** A small JPEG without any metadata, whose bytes are others when it is encoded anew. */
export async function smallPhoto(): Promise<Buffer> {
	const background = { r: 128, g: 128, b: 128 };
	return await sharp({ create: { width: 64, height: 64, channels: 3, background } })
		.jpeg({ quality: 97 })
		.toBuffer();
}
