/** The one photo that the check uploads: a grey square, which nobody had to take. */
import sharp from 'sharp';

/** A small JPEG without any metadata. */
export async function smallPhoto(): Promise<Buffer> {
	const background = { r: 128, g: 128, b: 128 };
	return await sharp({ create: { width: 64, height: 64, channels: 3, background } })
		.jpeg()
		.toBuffer();
}
