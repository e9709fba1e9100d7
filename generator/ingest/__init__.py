"""What offices already have → records: reads exports of other systems and writes files below ``content/``."""
